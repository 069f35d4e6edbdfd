// A Sparkplug node whose birth certificate nobody has heard is asked for it: else its data stays unread for ever.

import BelfryModel
import BelfryTestSupport
import Foundation
import Testing

@testable import BelfryIngest

extension IntegrationTests {
    @Suite("Sparkplug rebirth", .serialized) struct RebirthTests {}
}

extension IntegrationTests.RebirthTests {
    @Test("A node that was born before Belfry is asked for its birth certificates; then its data is readings")
    func asked() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let node = try TopicListener(on: broker, to: "spBv1.0/works/NCMD/press-1", name: "press-1")
        let daemon = try BelfryProcess(yaml: Self.yaml(broker))
        try daemon.start()
        try daemon.connected()
        let sensors = try Sensors(on: broker)
        sensors.send("spBv1.0/works/NDATA/press-1", bytes: Self.data(sequence: 7, value: 21))
        try node.listen(for: "the command") { !$0.isEmpty }
        let command = try #require(node.heard.first)
        #expect(!command.isRetained)
        #expect(command.text.contains("Node Control/Rebirth"))
        #expect(command.payload.suffix(2) == [0x70, 1], "boolean_value is true")

        sensors.send("spBv1.0/works/NBIRTH/press-1", bytes: Self.birth(value: 22))
        sensors.send("spBv1.0/works/NDATA/press-1", bytes: Self.data(sequence: 1, value: 23))
        let ledger = try daemon.settled(received: 3)
        #expect(ledger["stored"] == 2 && ledger["quarantined"] == 1, "\(ledger)")
        #expect(try daemon.metric("belfry_rebirth_requests", where: "asked") == 1)
        #expect(try daemon.reasons() == [])
        #expect(try daemon.terminate() == 0)
        #expect(try StoredReadings(databasePath: daemon.databasePath)["press-1"].map(\.value) == [22, 23])
        #expect(node.heard.count == 1)
    }

    @Test("Where Belfry may not publish, the status says which node ought to be asked")
    func notAllowed() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(yaml: Self.yaml(broker, more: "    publish: false\n"))
        try daemon.start()
        try daemon.connected()
        let sensors = try Sensors(on: broker)
        sensors.send("spBv1.0/works/NDATA/press-1", bytes: Self.data(sequence: 7, value: 21))
        try eventually("a reason; \(try daemon.get("/status").text)", within: 10) {
            try daemon.reasons().contains { $0.contains("works/press-1") && $0.contains("publish: true") }
        }
    }

    private static func yaml(_ broker: MosquittoProcess, more: String = "") -> String {
        """
        gateway: { id: proof }
        mqtt:
          - broker: mqtt://127.0.0.1:\(broker.port)
            name: works
        \(more)    subscribe: [ { topic: "spBv1.0/#", format: sparkplug, agency: works } ]
        """
    }

    private static func birth(value: UInt64) -> [UInt8] {
        var unit = ProtobufWriter()
        unit.text(8, "Cel")
        var properties = ProtobufWriter()
        properties.text(1, "engUnit")
        properties.message(2, unit.bytes)
        return payload(sequence: 0) { metric in
            metric.text(1, "Temperature")
            metric.varint(2, 5)
            metric.varint(4, 3)
            metric.message(9, properties.bytes)
            metric.varint(10, value)
        }
    }

    /// Data by alias, as nodes send it.
    private static func data(sequence: UInt64, value: UInt64) -> [UInt8] {
        payload(sequence: sequence) { metric in
            metric.varint(2, 5)
            metric.varint(10, value)
        }
    }

    private static func payload(sequence: UInt64, _ write: (inout ProtobufWriter) -> Void) -> [UInt8] {
        var metric = ProtobufWriter()
        write(&metric)
        var payload = ProtobufWriter()
        payload.varint(1, UInt64(Date().timeIntervalSince1970 * 1_000) + sequence)
        payload.message(2, metric.bytes)
        payload.varint(3, sequence)
        return payload.bytes
    }
}
