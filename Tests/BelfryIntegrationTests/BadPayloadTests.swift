// Whatever a sensor sends gets an outcome, a reason and a count, and harms nobody else.

import BelfryModel
import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Bad payloads", .serialized) struct BadPayloadTests {}
}

extension IntegrationTests.BadPayloadTests {
    /// What is published, and what the quarantine has to say of it.
    private static let rejected: [(topic: String, payload: [UInt8], reason: String)] = [
        ("city/a/level", [], "empty"),
        ("senml/a", [], "empty"),
        ("city/a/level", Array(repeating: UInt8(ascii: "1"), count: 70_000), "longer than allowed"),
        (
            "senml/a", Array("[{\"n\":\"level\",\"v\":1},".utf8) + Array(repeating: 32, count: 100_000),
            "longer than allowed"
        ),
        ("senml/a", Array("[{\"n\":\"level\",\"v\":1".utf8), "not JSON"),
        ("auto/a", Array("{\"id\":\"a\",\"type\":\"W\",\"temperature\":{\"type\":\"Num".utf8), ""),
        ("city/a/level", [0xff, 0xfe, 0x31], "UTF-8"),
        ("senml/a", Array("[{\"n\":\"".utf8) + [0xc3, 0x28] + Array("\",\"v\":1}]".utf8), "UTF-8"),
        ("senml/a", Array((String(repeating: "[", count: 9_000) + String(repeating: "]", count: 9_000)).utf8), "deep"),
        (
            "auto/a",
            Array((String(repeating: "{\"a\":", count: 9_000) + "1" + String(repeating: "}", count: 9_000)).utf8), ""
        ),
        ("senml/a", Array("[{\"n\":\"level\",\"v\":\"high\"}]".utf8), "another type"),
        ("senml/a", Array("{\"n\":7}".utf8), ""),
        ("city/a/level", Array("Infinity".utf8), "not a number"),
        ("city/a/level", Array("-inf".utf8), "not a number"),
        ("city/a/level", Array("1e999".utf8), "beyond the range"),
        ("senml/a", Array("[{\"n\":\"level\",\"v\":1e999}]".utf8), "beyond the range"),
        ("city/a/level", Array("ON".utf8), "not a number"),
        ("city/a/level", Array("1,5".utf8), "not a number"),
        ("auto/a", Array("\u{0}\u{1}\u{2}".utf8), ""),
        ("nobody/knows/this", Array("{\"hello\":\"world\"}".utf8), ""),
    ]

    private static func yaml(_ broker: MosquittoProcess) -> String {
        """
        gateway: { id: proof }
        mqtt:
          - broker: mqtt://127.0.0.1:\(broker.port)
            name: city
            subscribe:
              - { topic: "city/{sensor}/{quantity}", format: value, agency: city, unit: { level: "%" } }
              - { topic: "senml/{sensor}", format: senml, agency: city }
              - { topic: "auto/{sensor}", format: auto, agency: city }
              - { topic: "nobody/#", format: auto, agency: city }
              - topic: timed/{sensor}
                format: json
                agency: city
                mapping: { time: { pointer: /t, as: rfc3339 }, readings: [ { quantity: temperature, pointer: /v, unit: Cel } ] }
        """
    }

    @Test("Every payload that makes no sense has one outcome, a reason and a sample, and its neighbour is heard")
    func rejectedPayloads() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(yaml: Self.yaml(broker))
        try daemon.start()
        try daemon.connected()
        let sensors = try Sensors(on: broker)
        for (number, case_) in Self.rejected.enumerated() {
            sensors.send(case_.topic, bytes: case_.payload)
            sensors.send("city/good/level", "\(number)")
        }
        // How some sensors say that they have no value; it is no fault, and it is not 0.
        sensors.send("city/a/level", "NaN")
        try sensors.settle()
        let ledger = try daemon.settled(received: 2 * Self.rejected.count + 1)
        #expect(ledger["ignored"] == 1)
        #expect(ledger["quarantined"] == Self.rejected.count)
        #expect(ledger["stored"] == Self.rejected.count)
        #expect(try daemon.state(ofSensor: "good") == "live")
        #expect(try daemon.get("/status").object["status"] as? String == "ok", "a bad payload is the sensor's matter")
        try eventually("the metric follows within its seconds", within: 10) {
            try daemon.metric("belfry_messages_settled", where: "quarantined") == Double(Self.rejected.count)
        }
        #expect(try daemon.terminate() == 0)

        let quarantine = try Quarantine(databasePath: daemon.journalPath)
        #expect(quarantine.rows.map(\.topic) == Self.rejected.map(\.topic))
        for (row, case_) in zip(quarantine.rows, Self.rejected) {
            #expect(!row.reason.isEmpty)
            #expect(
                case_.reason.isEmpty || row.reason.contains(case_.reason),
                "\(case_.topic) \(case_.payload.prefix(40)): \(row.reason)"
            )
            #expect(row.sample.utf8.count < 4_096, "a sample is bounded")
        }
        let stored = try StoredReadings(databasePath: daemon.databasePath)
        #expect(stored["good"].map(\.value) == (0..<Self.rejected.count).map(Double.init))
    }

    @Test("A time that no sensor can mean is a flag on the reading, and the arrival stands in")
    func impossibleTimes() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(yaml: Self.yaml(broker))
        try daemon.start()
        try daemon.connected()
        let sensors = try Sensors(on: broker)
        let before = Date().timeIntervalSince1970
        let now = ISO8601DateFormatter().string(from: Date())
        let times = [
            "epoch": "1970-01-01T00:00:12Z", "future": "2999-01-01T00:00:00Z", "zoneless": String(now.dropLast()),
            "nonsense": "yesterday", "sound": now,
        ]
        for (sensor, time) in times { sensors.send("timed/\(sensor)", "{\"t\":\"\(time)\",\"v\":20.5}") }
        try sensors.settle()
        #expect(try daemon.settled(received: times.count)["stored"] == times.count)
        #expect(try daemon.terminate() == 0)
        let after = Date().timeIntervalSince1970

        let stored = try StoredReadings(databasePath: daemon.databasePath)
        for sensor in times.keys {
            let reading = try #require(stored[sensor].first, "\(sensor)")
            let seconds = Double(reading.eventTime.nanoseconds) / 1e9
            #expect((before - 2...after).contains(seconds), "\(sensor): \(reading.eventTime.rfc3339)")
            #expect(reading.flags.contains(.clock) == (sensor != "sound"), "\(sensor)")
            #expect(reading.quality == (sensor == "sound" ? .good : .suspect), "\(sensor)")
            let isTakenFromPayload = sensor == "sound" || sensor == "zoneless"
            #expect(reading.timeSource == (isTakenFromPayload ? .payload : .arrival), "\(sensor)")
        }
    }
}
