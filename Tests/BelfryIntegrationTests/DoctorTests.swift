// The doctor at brokers of every kind: one that keeps little, one with the shipped drop-in, one that is not there.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Doctor", .serialized) struct DoctorTests {}
}

extension IntegrationTests.DoctorTests {
    private static func examine(
        _ broker: MosquittoProcess,
        _ arguments: String...
    ) throws -> (status: Int32, output: String, error: String) {
        let daemon = try BelfryProcess(
            yaml: """
                gateway: { id: proof }
                mqtt:
                  - broker: mqtt://127.0.0.1:\(broker.port)
                    name: city
                    subscribe: [ { topic: "city/{sensor}/{quantity}", format: value } ]
                """
        )
        let folder = daemon.folder.path
        try daemon.write("listener 1883\n", to: "mosquitto.conf")
        return try daemon.run(
            [
                "doctor", "--config", daemon.configurationPath, "--socket", daemon.socketPath, "--mosquitto-folder",
                folder,
            ]
                + arguments
        )
    }

    @Test("A broker with mosquitto's own limits is measured, and the drop-in's changes are named")
    func meagreBroker() throws {
        let broker = try MosquittoProcess(
            settings: ["allow_anonymous true", "max_queued_messages 1000", "max_inflight_messages 20"]
        )
        try broker.start()
        let result = try Self.examine(broker, "--measure")
        #expect(result.status == 0, "\(result.output) \(result.error)")
        #expect(result.output.contains(" messages ahead of their acknowledgement"), "\(result.output)")
        let words = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("of 6000 messages for a subscriber that was away; the rest is lost"), "\(result.output)")
        #expect(words.contains("max_queued_messages 1000 (mosquitto's own) → 1000000"), "\(result.output)")
        #expect(words.contains("ADVICE daemon: does not answer"), "\(result.output)")
    }

    @Test("A broker with the shipped limits keeps everything that is measured")
    func shippedBroker() throws {
        let broker = try MosquittoProcess(
            settings: ["allow_anonymous true", "max_queued_messages 1000000", "max_inflight_messages 2000"]
        )
        try broker.start()
        let result = try Self.examine(broker, "--measure", "--json")
        #expect(result.status == 0, "\(result.output) \(result.error)")
        #expect(result.output.contains("keeps at least 6000 messages while Belfry is away"), "\(result.output)")
        #expect(!result.output.contains("could not be measured"), "\(result.output)")
    }

    @Test("A broker that is not there is a fault, with its reason, and ends with 1")
    func noBroker() throws {
        let broker = try MosquittoProcess()
        let result = try Self.examine(broker)
        #expect(result.status == 1, "\(result.output) \(result.error)")
        #expect(result.output.contains("FAULT   broker city:"), "\(result.output)")
    }
}
