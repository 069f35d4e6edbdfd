import BelfryModel
import Testing

@testable import BelfryIngest

/// Every message is in one bucket, and the sums hold whenever somebody looks.
@Suite struct LedgerTests {
    @Test func everyBucketIsBooked() {
        let scene = Scene(IngestConfiguration(subscriptions: [.values, .below("env", .senml)]), seriesLimit: 2)
        var ledger = Ledger(subscriptions: ["values", "env/#"])
        let senml = "[{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"t\":1795003200,\"v\":1}]"
        scene.send("city/north/traffic/tls-1/speed", "50")
        scene.send("env/a", senml)
        scene.send("env/a", senml)
        scene.send("city/north/traffic/tls-2/speed", "50")
        scene.send("city/north/traffic/tls-1/speed", "ON")
        scene.send("city/north/traffic/tls-1/speed", "nan")
        scene.send("elsewhere", "1")
        ledger.receive(7, in: &scene.batch)
        #expect(ledger.total.inFlight == 7)
        #expect(ledger.isBalanced)

        ledger.settle(scene.batch)
        let total = ledger.total
        #expect([total.received, total.stored, total.duplicate, total.shed] == [7, 2, 1, 1])
        #expect([total.quarantined, total.ignored, total.inFlight] == [1, 2, 0])
        #expect(ledger.subscriptions.map(\.name) == ["values", "env/#", "(no subscription)"])
        #expect(ledger.subscriptions.map(\.counts.received) == [4, 2, 1])
        #expect(
            ledger.topics.map(\.topic).dropFirst() == [
                "city/north/traffic/tls-1/speed", "env/a", "city/north/traffic/tls-2/speed", "elsewhere",
            ]
        )
        #expect(ledger.topics[1].lastOutcome == .ignored)
        #expect(ledger.topics[1].lastReason == .noValue)
        #expect(ledger.reasons[Int(Reason.seriesLimit.rawValue)] == 1)
        #expect(ledger.isBalanced)
    }

    @Test func aMessageThatTheSessionCountedAndNobodyBookedIsSeen() {
        let scene = Scene(.values)
        var ledger = Ledger(subscriptions: ["values"])
        scene.send("city/north/traffic/tls-1/speed", "50")
        ledger.receive(2, in: &scene.batch)
        #expect(!ledger.isBalanced)
    }

    @Test func topicsBeyondTheTableShareARow() {
        var configuration = IngestConfiguration(subscriptions: [.values])
        configuration.topicRowLimit = 3
        let scene = Scene(configuration)
        var ledger = Ledger(subscriptions: ["values"])
        for sensor in 0..<10 { scene.send("city/north/traffic/tls-\(sensor)/speed", "50") }
        ledger.receive(10, in: &scene.batch)
        #expect(ledger.topics.count == 4)
        #expect(ledger.topics[0].counts.received == 7)
        #expect(ledger.isBalanced)
    }

    @Test func itBalancesAfterEachOfManySteps() {
        let seed: UInt64 = 4_711
        var generator = SeededGenerator(seed: seed)
        let scene = Scene(IngestConfiguration(subscriptions: [.values, .below("env", .auto)]), seriesLimit: 20)
        var ledger = Ledger(subscriptions: ["values", "env/#"])
        let topics = ["env/a", "x", "env/b"] + (0..<40).map { "city/north/traffic/tls-\($0)/speed" }
        let payloads = ["50", "ON", "nan", "", "{", "[{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"t\":1795003200,\"v\":1}]"]
        for _ in 0..<300 {
            let count = Int.random(in: 0..<20, using: &generator)
            for _ in 0..<count {
                scene.send(
                    topics.randomElement(using: &generator) ?? "",
                    payloads.randomElement(using: &generator) ?? "",
                    id: UInt16.random(in: 0...9, using: &generator),
                    retained: Bool.random(using: &generator),
                    purpose: .storeAndEvaluate
                )
            }
            scene.send("env/a", "1", purpose: .evaluateOnly)
            ledger.receive(count, in: &scene.batch)
            #expect(ledger.isBalanced, "seed \(seed)")
            if Bool.random(using: &generator) {
                ledger.settle(scene.batch)
                scene.batch.removeAll()
                #expect(ledger.isBalanced, "seed \(seed)")
                #expect(ledger.total.inFlight == 0)
            }
        }
    }
}
