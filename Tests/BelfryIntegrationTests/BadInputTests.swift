// Topics without end, a database of somebody else: what is wrong is refused or bounded, and harms nobody else.

import BelfryModel
import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Bad input", .serialized) struct BadInputTests {}
}

extension IntegrationTests.BadInputTests {
    private static let subscriptions = """
              - { topic: "city/{sensor}/{quantity}", format: value, agency: city, unit: { level: "%", rate: "%" } }
              - { topic: "senml/{sensor}", format: senml, agency: city }
              - { topic: "auto/{sensor}", format: auto, agency: city }
        """

    @Test("Sixty thousand invented topics: the series limit holds, memory stays bounded, known sensors are served")
    func inventedTopics() throws {
        let (broker, daemon) = try Self.start(Self.subscriptions, more: "engine: { series_limit: 200 }")
        defer { broker.stop() }
        let sensors = try Sensors(on: broker)
        for known in 0..<50 { sensors.send("city/known-\(known)/level", "1") }
        try daemon.settled(received: 50)
        let before = try #require(ProcessFigures(processIdentifier: daemon.processIdentifier))
        let invented = 60_000
        for number in 0..<invented { sensors.send("city/invented-\(number)/level", "1", qos: 0) }
        for known in 0..<50 { sensors.send("city/known-\(known)/level", "2") }
        try sensors.settle()
        // QoS 0: the broker may have dropped some of them, which is its right. What came is accounted for.
        try eventually("the known sensors' second values; \(try daemon.ledger())", within: 60) {
            let ledger = try daemon.ledger()
            return ledger["stored"] == 250 && ledger["in_flight"] == 0
        }
        let ledger = try daemon.ledger()
        #expect(ledger["balanced"] == 1)
        #expect(ledger["shed"] ?? 0 > invented / 2, "\(ledger)")
        #expect(ledger["shed"].map { $0 + 250 } == ledger["received"])
        #expect(try daemon.status("engine")["series"] as? Int == 200)
        #expect(try daemon.reasons().contains { $0.contains("series limit") })
        let after = try #require(ProcessFigures(processIdentifier: daemon.processIdentifier))
        let growth = (after.residentBytes - before.residentBytes) >> 20
        print(
            "\(ledger["received"] ?? 0) messages of invented topics: \(growth) MiB more, \(after.residentBytes >> 20) in all"
        )
        #expect(growth < 64)
        #expect(try daemon.state(ofSensor: "known-7") == "live")
        #expect(try daemon.terminate() == 0)
        let stored = try StoredReadings(databasePath: daemon.databasePath)
        for known in 0..<50 { #expect(stored["known-\(known)"].map(\.value) == [1, 2]) }
    }

    @Test("A database that is not ours is refused with its name, and stays as it was")
    func foreignDatabase() throws {
        let broker = try MosquittoProcess()
        let daemon = try BelfryProcess(yaml: Self.yaml(broker, Self.subscriptions))
        try Sqlite.run(daemon.databasePath, "CREATE TABLE cats (name TEXT); INSERT INTO cats VALUES ('Tom');")
        let before = try Data(contentsOf: URL(filePath: daemon.databasePath))
        try daemon.launch()
        #expect(try daemon.ended(within: 5) == 78)
        #expect(daemon.log.contains(daemon.databasePath), "\(daemon.log)")
        #expect(daemon.log.contains("belongs to another program"))
        #expect(try Data(contentsOf: URL(filePath: daemon.databasePath)) == before)
        #expect(!FileManager.default.fileExists(atPath: daemon.databasePath + "-wal"))

        try daemon.write("this is no database at all\n", to: "belfry.db")
        try daemon.launch()
        let status = try daemon.ended(within: 5)
        #expect(status == 78 || status == 74, "\(status)")
        #expect(try String(contentsOfFile: daemon.databasePath, encoding: .utf8) == "this is no database at all\n")
    }
}

extension IntegrationTests.BadInputTests {
    private static func yaml(
        _ broker: MosquittoProcess,
        _ subscriptions: String,
        login: String = "",
        more: String = ""
    ) -> String {
        """
        gateway: { id: proof }
        mqtt:
          - broker: mqtt://127.0.0.1:\(broker.port)
            name: city
        \(login)    subscribe:
        \(subscriptions)
        \(more)
        """
    }

    private static func start(
        _ subscriptions: String,
        more: String = "",
        files: [String: String] = [:]
    ) throws -> (MosquittoProcess, BelfryProcess) {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(yaml: yaml(broker, subscriptions, more: more), files: files)
        try daemon.start()
        try daemon.connected()
        return (broker, daemon)
    }
}
