import BelfryModel
import Testing

@testable import BelfryIngest

/// What is below the least that is taken is dropped unread, counted and acknowledged; what nobody knows is read.
@Suite struct OverloadSheddingTests {
    private static let loop = "site/loop/speed"
    private static let gauge = "site/gauge/water_level"

    private static func subscription(_ topic: String, _ criticality: Criticality? = nil) -> Subscription {
        Subscription(template: filter(topic), format: .value, criticality: criticality)
    }

    private static var site: Subscription { subscription("site/{sensor}/{quantity}") }

    @Test func whatIsDeclaredIsKnownBeforeTheFirstMessage() {
        let scene = Scene(
            Self.subscription("low/{sensor}/{quantity}", .low),
            Self.subscription("normal/{sensor}/{quantity}", .normal),
            Self.subscription("high/{sensor}/{quantity}", .high)
        )
        func buckets(_ leastTaken: Criticality) -> [Bucket] {
            scene.ingest.leastTaken = leastTaken
            return ["low", "normal", "high"].map { scene.send("\($0)/\(leastTaken.name)/speed", "1").bucket }
        }
        #expect(buckets(.low) == [.stored, .stored, .stored])
        #expect(buckets(.normal) == [.shed, .stored, .stored])
        #expect(buckets(.high) == [.shed, .shed, .stored])
        #expect(scene.batch.overload.low == 2)
        #expect(scene.batch.overload.normal == 1)
        #expect(scene.batch.takenCount == 6)
    }

    @Test func whatIsNotDeclaredIsLearntFromReadings() {
        let scene = Scene(Self.site)
        scene.ingest.leastTaken = .high
        // Nobody knows them yet, so both are read.
        #expect(scene.send(Self.loop, "1").bucket == .stored)
        #expect(scene.send(Self.gauge, "1").bucket == .stored)
        #expect(scene.send(Self.loop, "2").reason == .overload)
        #expect(scene.send(Self.gauge, "2").bucket == .stored)
        scene.ingest.leastTaken = .normal
        #expect(scene.send(Self.loop, "3").bucket == .stored, "only what is declared low is shed first")
    }

    @Test func theFleetMayMakeASensorOneOfPublicSafety() {
        let scene = Scene(
            IngestConfiguration(subscriptions: [Self.site]),
            fleet: [FleetMember(sensor: "gate", domain: .safety)]
        )
        scene.send("site/gate/speed", "1")
        scene.ingest.leastTaken = .high
        #expect(scene.send("site/gate/speed", "2").bucket == .stored)
    }

    @Test func aGatewayThatEverSpokeOfSafetyIsKept() {
        let scene = Scene(.below("env", .senml))
        func send(_ sensor: String) -> Bucket {
            scene.now = scene.now.advanced(byNanoseconds: 1)
            return scene.send("env/gateway", "[{\"n\":\"\(sensor)\",\"v\":\(scene.now.nanoseconds % 97)}]").bucket
        }
        #expect(send("s:no2") == .stored)
        scene.ingest.leastTaken = .high
        #expect(send("s:no2") == .shed)
        scene.ingest.leastTaken = .low
        #expect(send("s:water_level") == .stored)
        scene.ingest.leastTaken = .high
        #expect(send("s:no2") == .stored)
    }

    @Test func aTopicThatNobodyCanReadIsReadForAWhile() {
        let scene = Scene(Self.site)
        scene.ingest.leastTaken = .high
        let buckets = (0..<10).map { _ in scene.send(Self.loop, "{").bucket }
        #expect(buckets == Array(repeating: .quarantined, count: 8) + [.shed, .shed])
        // Seven messages that mean nothing do not cost a smoke alarm its place.
        for _ in 0..<7 { scene.send("site/attic/smoke", "{") }
        #expect(scene.send("site/attic/smoke", "1").bucket == .stored)
        #expect(scene.send("site/attic/smoke", "0").bucket == .stored)
    }

    @Test func anOperatorsWordGoesBeforeTheDomain() {
        let scene = Scene(Self.subscription("site/{sensor}/{quantity}", .low))
        scene.send(Self.gauge, "1")
        scene.ingest.leastTaken = .normal
        #expect(scene.send(Self.gauge, "2").bucket == .shed)
        scene.ingest.replaceSubscriptions([Self.subscription("site/{sensor}/{quantity}", .high)])
        #expect(scene.send(Self.gauge, "3").bucket == .stored)
    }

    @Test func whatIsShedIsNeitherReadNorKeptNorExpectedAgainAndIsBooked() {
        let scene = Scene(Self.site)
        var ledger = Ledger(subscriptions: ["site"])
        scene.send(Self.loop, "1", id: 1)
        scene.ingest.leastTaken = .high
        let disposition = scene.send(Self.loop, "{", id: 2)
        #expect(disposition == Disposition(outcome: .ignored, bucket: .shed, reason: .overload, readings: 0))
        #expect(scene.batch.quarantine.isEmpty)
        #expect(scene.batch.deliveries.map(\.messageID) == [1])
        #expect(scene.batch.evaluate.count == 1)
        ledger.receive(2, in: &scene.batch)
        #expect(ledger.isBalanced)
        ledger.settle(scene.batch)
        #expect(ledger.isBalanced)
        #expect(ledger.total.shedReasons.overload == 1)
        #expect(ledger.topics[1].counts.shedReasons.overload == 1)
        #expect(ledger.topics[1].lastReason == .overload)
        #expect(ledger.reasons[Int(Reason.overload.rawValue)] == 1)
    }

    @Test func theBypassShedsTheSameAndCountsNothing() {
        let scene = Scene(Self.subscription("site/{sensor}/{quantity}", .normal))
        scene.ingest.leastTaken = .high
        #expect(scene.send(Self.loop, "1", purpose: .evaluateOnly).bucket == .shed)
        #expect(scene.batch.evaluate.isEmpty)
        #expect(scene.batch.overload.total == 0)
        #expect(scene.batch.messages.isEmpty)
    }

    @Test(arguments: [7, 4_711, 20_261_126] as [UInt64])
    func theLedgerBalancesWhateverTheLevel(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let scene = Scene(
            IngestConfiguration(subscriptions: [Self.subscription("low/{sensor}/{quantity}", .low), Self.site]),
            seriesLimit: 20
        )
        var ledger = Ledger(subscriptions: ["low", "site"])
        for _ in 0..<300 {
            scene.ingest.leastTaken = Criticality.allCases.randomElement(using: &generator) ?? .low
            let count = Int.random(in: 0...20, using: &generator)
            for _ in 0..<count {
                let root = Bool.random(using: &generator) ? "low" : "site"
                let quantity = ["speed", "water_level", "no2"].randomElement(using: &generator) ?? ""
                let sensor = Int.random(in: 0..<10, using: &generator)
                scene.send("\(root)/s\(sensor)/\(quantity)", Bool.random(using: &generator) ? "1" : "x")
            }
            ledger.receive(count, in: &scene.batch)
            #expect(ledger.isBalanced, "seed \(seed)")
            guard Bool.random(using: &generator) else { continue }
            ledger.settle(scene.batch)
            scene.batch.removeAll()
            #expect(ledger.isBalanced, "seed \(seed)")
        }
        #expect(ledger.total.shedReasons.overload > 100, "seed \(seed)")
    }
}
