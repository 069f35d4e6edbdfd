// A vendor changes its messages over night: they end in quarantine, the mapping is mended and reloaded, and the night is
// read again.

import BelfryModel
import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Quarantine", .serialized) struct QuarantineTests {}
}

extension IntegrationTests.QuarantineTests {
    private static func yaml(_ broker: MosquittoProcess, pointer: String) -> String {
        """
        gateway: { id: proof }
        mqtt:
          - broker: mqtt://127.0.0.1:\(broker.port)
            name: city
            subscribe:
              - topic: acme/{sensor}/up
                format: json
                agency: acme
                mapping: { time: { pointer: /t, as: epoch_s }, readings: [ { quantity: no2, pointer: \(pointer), unit: ug/m3 } ] }
        rule_files: [ rules.yaml ]
        """
    }

    private static let rules = """
        rules:
          - { name: high, match: { quantity: no2 }, above: 20, severity: major, text: "{value}" }
        """

    @Test("A mended mapping is reloaded and reads again what waited, under its own time and without an alarm")
    func mendAndReplay() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(
            yaml: Self.yaml(broker, pointer: "/gas/NO2"),
            files: ["rules.yaml": Self.rules]
        )
        try daemon.start()
        try daemon.connected()
        let sensors = try Sensors(on: broker)
        let night = Int(Date().timeIntervalSince1970) - 3_600
        for number in 0..<10 {
            let values = "\"t\":\(night + number),\"gas\":{\"no2\":\(30 + number)}"
            sensors.send("acme/a-7/up", "{\(values),\"owner\":\"Jane Roe\"}")
        }
        sensors.send("acme/a-8/up", "{\"t\":\(night),\"gas\":5}")
        try sensors.settle()
        #expect(try daemon.settled(received: 11)["quarantined"] == 11)

        let list = try daemon.run(["quarantine", "--json", "--topic", "acme/a-7/#", "--socket", daemon.socketPath])
        #expect(list.status == 0, "\(list.error)")
        let lines = list.output.split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines.allSatisfy { $0.contains("\"replayable\":true") && !$0.contains("Jane") }, "\(list.output)")

        try daemon.rewriteConfiguration { $0.replacing("/gas/NO2", with: "/gas/no2") }
        let reload = try daemon.post("/-/reload", "{}", isLocal: true)
        #expect(reload.status == 200 && reload.text.contains("decoding changed"), "\(reload.text)")
        let replay = try daemon.run(["quarantine", "replay", "--socket", daemon.socketPath, "--by", "Ada"])
        #expect(replay.status == 0, "\(replay.error)")
        #expect(replay.output == "11 messages read again: 10 new readings; 1 still cannot be read\n")
        let ledger = try daemon.settled(received: 22)
        #expect(ledger["stored"] == 10 && ledger["quarantined"] == 12, "\(ledger)")
        // What measured an hour ago is no alarm of now.
        #expect(try daemon.incidents().isEmpty)
        #expect(daemon.log.contains("had 11 quarantined messages read again: 10 readings"))
        #expect(!daemon.log.contains("Jane"))

        // A new message goes the way of the new mapping by itself, and that one is evaluated.
        sensors.send("acme/a-9/up", "{\"t\":\(Int(Date().timeIntervalSince1970)),\"gas\":{\"no2\":31}}")
        try eventually("its incident; \(daemon.log)", within: 10) { try !daemon.incidents(at: "a-9").isEmpty }

        let topics = try daemon.get("/status?topics=all").object["ingest"] as? [String: Any]
        let rows = topics?["topics"] as? [[String: Any]] ?? []
        let row = rows.first { $0["topic"] as? String == "acme/a-7/up" }?["ledger"] as? [String: Any]
        #expect(row?["received"] as? Int == 20 && row?["stored"] as? Int == 10, "\(rows)")
        #expect(rows.allSatisfy { ($0["ledger"] as? [String: Any])?["balanced"] as? Bool == true })
        #expect(try daemon.get("/metrics?topics=all").text.contains("topic=\"acme/a-7/up\""))
        let page = try daemon.run(["status", "--topics", "--socket", daemon.socketPath])
        #expect(page.output.contains("acme/a-7/up"), "\(page.output) \(page.error)")

        // Nor is it after a restart, which reads the journal again; a value of now is.
        #expect(try daemon.terminate() == 0)
        try daemon.start()
        try daemon.connected()
        #expect(try daemon.incidents(at: "a-7").isEmpty)
        sensors.send("acme/a-7/up", "{\"t\":\(Int(Date().timeIntervalSince1970)),\"gas\":{\"no2\":50}}")
        try eventually("its incident; \(daemon.log)", within: 10) { try !daemon.incidents(at: "a-7").isEmpty }

        #expect(try daemon.terminate() == 0)
        let stored = try StoredReadings(databasePath: daemon.databasePath)
        let replayed = stored["a-7"].filter { $0.flags.contains(.replayed) }
        #expect(stored["a-7"].count == 11 && replayed.map(\.value) == (30..<40).map(Double.init))
        #expect(replayed.map { $0.eventTime.nanoseconds / 1_000_000_000 } == (night..<night + 10).map(Int64.init))
    }
}
