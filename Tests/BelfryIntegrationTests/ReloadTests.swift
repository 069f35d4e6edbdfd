// A reload puts a good configuration in force and keeps the state of what did not change; a bad one changes nothing and
// says why, with the same words as `belfry check`.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Reload", .serialized) struct ReloadTests {}
}

extension IntegrationTests.ReloadTests {
    private static let hot =
        "  - { name: hot, match: { quantity: temperature }, above: 50, severity: major, text: \"{value}\" }\n"
    private static let humid =
        "  - { name: humid, match: { quantity: relative_humidity }, above: 50, severity: minor, text: \"{value}\" }\n"

    @Test("A changed rule is in force without a restart; an incident of a rule that stayed stays as it is")
    func validReload() throws {
        let story = try Story()
        story.sensors.send("city/tank/temperature", "55")
        let id = try story.incident(at: "tank")
        try story.daemon.write("rules:\n" + Self.hot + Self.humid, to: "rules.yaml")
        story.socket.discard()
        story.daemon.signal(SIGHUP)
        try eventually("the reload is announced, with its time, before it is ready again", within: 10) {
            story.notified += story.socket.received()
            let reloading = story.notified.firstIndex { $0.contains("RELOADING=1") && $0.contains("MONOTONIC_USEC=") }
            let ready = story.notified.lastIndex { $0.contains("READY=1") }
            return if let reloading, let ready { reloading < ready } else { false }
        }
        story.sensors.send("city/tank/temperature", "56")
        // At once: whoever hears that the reload is over may rely on its rules.
        story.sensors.send("city/cellar/humidity", "70")
        _ = try story.incident(at: "cellar")
        #expect(story.daemon.log.contains("1 rules added"), "\(story.daemon.log)")
        #expect(try story.daemon.incidents(at: "tank").map { $0["id"] as? String } == [id])
        let timeline = try story.daemon.incidents(at: "tank").first?["timeline"] as? [[String: Any]] ?? []
        #expect(timeline.compactMap { $0["what"] as? String } == ["opened"])
    }

    @Test("A reload says which windows begin anew")
    func windows() throws {
        let story = try Story()
        story.sensors.send("city/tank/temperature", "5")
        try eventually("the reading is stored", within: 10) { try story.daemon.ledger()["stored"] ?? 0 >= 1 }
        func reload(_ window: String, _ done: String) throws {
            let mean =
                "  - { name: mean, window: { tumbling: \(window) }, above: 50, severity: minor, text: \"{value}\" }\n"
            try story.daemon.write("rules:\n" + Self.hot + mean, to: "rules.yaml")
            story.daemon.signal(SIGHUP)
            try eventually("the reload is told; \(story.daemon.log)", within: 10) { story.daemon.log.contains(done) }
        }
        try reload("1h", "1 rules added")
        story.sensors.send("city/tank/temperature", "6")
        try eventually("the reading is stored", within: 10) { try story.daemon.ledger()["stored"] ?? 0 >= 2 }
        #expect(!story.daemon.log.contains("begin anew"), "nobody misses what never was")
        try reload("2h", "windows begin anew for mean (1 series)")
    }

    @Test(
        "An invalid file changes nothing and is told with file, line and column",
        arguments: [
            (
                "rules:\n  - { name: hot, match: { quantity: temperature }, abov: 50, severity: major, text: x }\n",
                ":2:", "above"
            ),
            ("rules:\n  - [ this is\n", ":", "rules.yaml"),
            (
                "rules:\n  - { name: hot, detector: thresold, above: 50, severity: major, text: x }\n", ":2:",
                "threshold"
            ),
        ]
    )
    func invalidReload(_ text: String, _ place: String, _ word: String) throws {
        let story = try Story()
        try story.daemon.write(text, to: "rules.yaml")
        story.daemon.signal(SIGHUP)
        try eventually("the fault is told; \(story.daemon.log)", within: 10) {
            story.daemon.log.contains("not reloaded") && story.daemon.log.contains("rules.yaml\(place)")
                && story.daemon.log.contains(word)
        }
        // In the operator's words, not in those of the language.
        #expect(!story.daemon.log.contains("RequestFault"), "\(story.daemon.log)")
        let check = try story.daemon.run(["check", "--config", story.daemon.configurationPath])
        #expect(check.status == 1)
        #expect(check.output.contains("rules.yaml\(place)") && check.output.contains(word), "\(check.output)")
        let answer = try story.daemon.post("/-/reload", "{}", isLocal: true)
        #expect(answer.status == 422, "\(answer.text)")
        #expect(answer.headers["content-type"]?.hasPrefix("application/problem+json") == true)
        #expect(answer.text.contains(word))
        // The rules of before are in force.
        story.sensors.send("city/tank/temperature", "55")
        _ = try story.incident(at: "tank")
    }

    @Test("A window that the lateness in force forbids is refused, although a restart would allow it")
    func windowBeyondLatenessInForce() throws {
        let story = try Story(more: "engine: { allowed_lateness: 1h }")
        try story.daemon.rewriteConfiguration { $0.replacing("allowed_lateness: 1h", with: "allowed_lateness: 1s") }
        let short = Self.hot.replacing("above: 50", with: "window: { tumbling: 1s, aggregate: mean }, above: 50")
        try story.daemon.write("rules:\n" + short, to: "rules.yaml")
        let check = try story.daemon.run(["check", "--config", story.daemon.configurationPath])
        #expect(check.status == 0, "\(check.output)")
        let answer = try story.daemon.post("/-/reload", "{}", isLocal: true)
        #expect(answer.status == 422, "\(answer.text)")
        #expect((answer.object["detail"] as? String)?.contains("changes with a restart") == true, "\(answer.text)")
    }

    /// A daemon that is ready, with the one rule `hot`.
    private final class Story {
        let broker: MosquittoProcess
        let socket: NotifySocket
        let daemon: BelfryProcess
        let sensors: Sensors
        var notified: [String] = []

        init(more: String = "") throws {
            broker = try MosquittoProcess()
            try broker.start()
            socket = try NotifySocket()
            let yaml = """
                gateway: { id: proof }
                mqtt:
                  - broker: mqtt://127.0.0.1:\(broker.port)
                    name: city
                    subscribe:
                      - { topic: "city/{sensor}/{quantity}", format: value, agency: city, unit: { temperature: Cel, humidity: "%" } }
                rule_files: [ rules.yaml ]
                \(more)
                """
            daemon = try BelfryProcess(
                yaml: yaml,
                files: ["rules.yaml": "rules:\n" + hot],
                environment: ["NOTIFY_SOCKET": socket.path]
            )
            try daemon.start()
            try daemon.connected()
            sensors = try Sensors(on: broker)
        }

        /// Waits for the one incident at a place and returns its identifier.
        func incident(at place: String) throws -> String {
            var id: String?
            try eventually("an incident at \(place); \(daemon.log)", within: 10) {
                id = try daemon.incidents(at: place).first?["id"] as? String
                return id != nil
            }
            return id ?? ""
        }
    }
}
