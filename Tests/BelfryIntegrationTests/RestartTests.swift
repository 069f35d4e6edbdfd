// What operators saw before a restart they find again after it: the same incident, once, in the state in which they left
// it. What Belfry could not hear while it was away is no sensor's silence.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite(.serialized) struct RestartTests {}
}

extension IntegrationTests.RestartTests {

    @Test("A window's incident is raised once, over restarts in the middle of the condition")
    func windowed() throws {
        let scene = try Scene()
        try scene.publish(for: 3.5) { scene.sensors.send("city/flow/rate", "90") }
        let id = try scene.openIncident(at: "flow")
        for ending in [SIGKILL, SIGTERM] {
            try scene.restart(after: ending)
            try scene.publish(for: 2.5) { scene.sensors.send("city/flow/rate", "90") }
            #expect(try scene.daemon.incidents(at: "flow").map { $0["id"] as? String } == [id])
            #expect(try scene.timeline(of: id) == ["opened"])
        }
        try scene.publish(for: 3) { scene.sensors.send("city/flow/rate", "1") }
        try scene.waitForState("cleared_unacknowledged", of: id)
    }

    @Test(
        "What a window that readings fill had gathered is still there after a restart, orderly or not, and counts once"
    )
    func counted() throws {
        let scene = try Scene()
        func send(_ count: Int) throws {
            for _ in 0..<count { scene.sensors.send("city/gate/passages", "60") }
            try eventually("all are stored; \(try scene.daemon.ledger())", within: 20) {
                try scene.daemon.ledger()["stored"] ?? 0 >= count
            }
        }
        try send(4)
        try scene.restart(after: SIGTERM)
        #expect(scene.daemon.log.contains("1 series go on as they were; read 0 readings"), "\(scene.daemon.log)")
        try send(3)
        try scene.restart(after: SIGKILL)
        try send(2)
        try scene.restart(after: SIGTERM)
        #expect(try scene.daemon.incidents(at: "gate").isEmpty, "nine of ten")
        try send(1)
        _ = try scene.openIncident(at: "gate")
    }

    @Test("A silence that was told before the restart stays told, and ends with the sensor's next word")
    func silentBefore() throws {
        let scene = try Scene()
        func others() { scene.sensors.send("city/pulse-2/beat", "1") }
        scene.sensors.send("city/pulse-1/beat", "1")
        try scene.publish(for: 4, others)
        let id = try scene.openIncident(at: "pulse-1")
        for ending in [SIGKILL, SIGTERM] {
            try scene.restart(after: ending)
            try scene.publish(for: 4, others)
            #expect(try scene.daemon.incidents().map { $0["id"] as? String } == [id])
            #expect(try scene.timeline(of: id) == ["opened"])
            #expect(try scene.daemon.state(ofSensor: "pulse-1") == "silent")
        }
        scene.sensors.send("city/pulse-1/beat", "1")
        try scene.waitForState("cleared_unacknowledged", of: id)
    }
}

/// A broker, a daemon with one rule of each kind, and sensors.
private final class Scene {
    let broker: MosquittoProcess
    let daemon: BelfryProcess
    let sensors: Sensors

    init() throws {
        broker = try MosquittoProcess()
        try broker.start()
        daemon = try BelfryProcess(yaml: Self.configuration(broker), files: ["rules.yaml": Self.rules])
        try daemon.start()
        try daemon.connected()
        sensors = try Sensors(on: broker)
    }

    private static func configuration(_ broker: MosquittoProcess) -> String {
        """
        gateway: { id: proof }
        mqtt:
          - broker: mqtt://127.0.0.1:\(broker.port)
            name: city
            subscribe:
              - topic: "city/{sensor}/{quantity}"
                format: value
                agency: city
                unit: { level: "%", rate: "%", passages: "1" }
        rule_files: [ rules.yaml ]
        engine: { allowed_lateness: 500ms }
        """
    }

    private static let rules = """
        rules:
          - { name: level-high, match: { quantity: level }, above: 50, clear_below: 40, severity: major, text: "{value}" }
          - name: rate-high
            match: { quantity: rate }
            window: { tumbling: 1s, aggregate: mean }
            above: 50
            severity: minor
            text: "{value}"
          - name: beat-missing
            match: { quantity: beat }
            detector: silence
            cadence: 500ms
            missed: 3
            at_least: 2s
            severity: warning
            text: "silent"
          - name: ten-passages
            match: { quantity: passages }
            window: { count: 10, aggregate: sum }
            above: 599
            severity: minor
            text: "{value}"
        """

    /// Calls `send` four times a second.
    func publish(for seconds: Double, _ send: () -> Void) throws {
        for _ in 0..<Int(seconds * 4) {
            send()
            usleep(250_000)
        }
        try sensors.settle()
    }

    func end(with signal: Int32) throws {
        if signal == SIGKILL { daemon.kill() } else { #expect(try daemon.terminate() == 0) }
    }

    func restart(after signal: Int32) throws {
        try end(with: signal)
        try daemon.start()
        try daemon.connected()
    }

    /// Waits for the one incident at a place.
    func openIncident(at place: String, every microseconds: UInt32 = 20_000) throws -> String {
        var id: String?
        try eventually("an incident at \(place); \(daemon.log)", within: 20) {
            id = try daemon.incidents(at: place).first?["id"] as? String
            if id == nil { usleep(microseconds) }
            return id != nil
        }
        return id ?? ""
    }

    func incident(_ id: String) throws -> [String: Any] { try daemon.get("/api/v1/incidents/\(id)").object }

    func findings(of id: String) throws -> [String] {
        (try incident(id)["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    func timeline(of id: String) throws -> [String] {
        (try incident(id)["timeline"] as? [[String: Any]] ?? []).compactMap { $0["what"] as? String }
    }

    func waitForState(_ state: String, of id: String) throws {
        try eventually("\(id) is \(state); it is \(try incident(id))", within: 20) {
            try incident(id)["state"] as? String == state
        }
    }
}
