// A broker hands out everything it has kept when a daemon first subscribes. None of it is news: what is old raises nothing,
// what carries no time may be of any age.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("A storm of retained messages", .serialized) struct RetainedStormTests {}
}

extension IntegrationTests.RetainedStormTests {
    private static let topics = 100_000

    @Test(
        "A hundred thousand kept messages raise no alarm and are all accounted for; a fresh one does",
        .timeLimit(.minutes(3))
    )
    func storm() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let sensors = try Sensors(on: broker)
        for number in 0..<Self.topics {
            // Hot, every one of them: half without a time, half of yesterday.
            if number % 2 == 0 {
                sensors.send("city/s\(number)/temperature", "75", retain: true)
            } else {
                sensors.send(
                    "senml/s\(number)",
                    "[{\"n\":\"temperature\",\"u\":\"Cel\",\"t\":1700000000,\"v\":75}]",
                    retain: true
                )
            }
        }
        try sensors.settle(within: 60)
        let daemon = try BelfryProcess(
            yaml: """
                gateway: { id: proof }
                mqtt:
                  - broker: mqtt://127.0.0.1:\(broker.port)
                    name: city
                    subscribe:
                      - { topic: "city/{sensor}/{quantity}", format: value, agency: city, unit: { temperature: Cel } }
                      - { topic: "senml/{sensor}", format: senml, agency: city }
                rule_files: [ rules.yaml ]
                """,
            files: [
                "rules.yaml":
                    "rules:\n  - { name: hot, match: { quantity: temperature }, above: 50, severity: major, text: \"{value}\" }\n"
            ]
        )
        let start = Date()
        try daemon.start()
        let ledger = try daemon.settled(received: Self.topics, within: 90)
        print("\(Self.topics) retained messages in \(Date().timeIntervalSince(start)) s")
        #expect(ledger["ignored"] == Self.topics, "\(ledger)")
        #expect(try daemon.incidents().isEmpty)
        let figures = try #require(ProcessFigures(processIdentifier: daemon.processIdentifier))
        print("\(figures.residentBytes >> 20) MiB resident afterwards")
        #expect(figures.residentBytes < 160 << 20, "a debug build's own share included")
        sensors.send("city/s0/temperature", "75")
        try eventually("the fresh value's alarm; \(daemon.log)", within: 10) { try !daemon.incidents(at: "s0").isEmpty }
    }
}
