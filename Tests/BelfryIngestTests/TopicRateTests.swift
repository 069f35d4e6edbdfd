import BelfryModel
import Testing

@testable import BelfryIngest

/// One topic that floods loses what is beyond its rate; nobody else loses anything.
@Suite struct TopicRateTests {
    static let mad = "city/north/traffic/tls-1/speed"
    static let calm = "city/north/traffic/tls-2/speed"

    private static func scene(_ rate: TopicRate, _ subscriptions: [Subscription] = [.values]) -> Scene {
        var configuration = IngestConfiguration(subscriptions: subscriptions)
        configuration.topicRate = rate
        return Scene(configuration)
    }

    @Test func aMadSensorIsShedToItsRateAndTheOthersLoseNothing() {
        let scene = Self.scene(TopicRate(perSecond: 10, burst: 50))
        var ledger = Ledger(subscriptions: ["values"])
        var calm = 0
        for number in 0..<10_000 {
            let now = Scene.noon.advanced(byNanoseconds: Int64(number) * Nanoseconds.perMillisecond)
            scene.send(Self.mad, "50", at: now)
            if number % 1_000 == 0 {
                #expect(scene.send(Self.calm, "50", at: now).bucket == .stored)
                calm += 1
            }
        }
        ledger.receive(10_000 + calm, in: &scene.batch)
        ledger.settle(scene.batch)
        #expect(ledger.isBalanced)
        // The burst, and ten for each of ten seconds.
        #expect(ledger.topics[1].topic == Self.mad)
        #expect((148...150).contains(ledger.topics[1].counts.stored))
        #expect(ledger.topics[1].counts.shed == 10_000 - ledger.topics[1].counts.stored)
        #expect(ledger.topics[1].lastReason == .topicRate)
        #expect(ledger.topics[2].counts.stored == calm)
        #expect(ledger.reasons[Int(Reason.topicRate.rawValue)] == ledger.total.shed)
    }

    @Test func whatIsShedIsNeitherReadNorKeptNorExpectedAgain() {
        let scene = Self.scene(TopicRate(perSecond: 1, burst: 1))
        scene.send(Self.mad, "50", id: 1)
        let disposition = scene.send(Self.mad, "ON", id: 2)
        #expect(disposition == Disposition(outcome: .ignored, bucket: .shed, reason: .topicRate, readings: 0))
        #expect(scene.batch.quarantine.isEmpty)
        #expect(scene.batch.deliveries.map(\.messageID) == [1])
        // It has its record, so that it is settled and acknowledged with its batch.
        #expect(scene.batch.messages.map(\.bucket) == [.stored, .shed])
        let later = scene.now.advanced(byNanoseconds: Nanoseconds.perSecond)
        #expect(scene.send(Self.mad, "51", at: later).bucket == .stored)
    }

    @Test func aDaysBacklogOfASecondlySensorIsNotShed() {
        let scene = Scene(.values)
        for number in 0..<86_400 {
            if scene.send(Self.mad, "\(number % 100)").bucket != .stored { Issue.record("message \(number) was shed") }
            if number % 1_000 == 0 { scene.batch.removeAll() }
        }
    }

    @Test func aSensorThatIsForALongTimeAtItsRateLosesNothing() {
        let scene = Self.scene(TopicRate(perSecond: 10, burst: 1))
        for number in 0..<1_000 {
            let now = Scene.noon.advanced(byNanoseconds: Int64(number) * Nanoseconds.perSecond / 10)
            #expect(scene.send(Self.mad, "50", at: now).bucket == .stored)
        }
    }

    @Test func publicSafetyIsShedLastAndNotNever() {
        let rate = TopicRate(perSecond: 1, burst: 20)
        let subscription = Subscription(template: filter("site/{sensor}/{quantity}"), format: .value)
        let member = FleetMember(sensor: "gate", domain: .safety)
        var configuration = IngestConfiguration(subscriptions: [subscription])
        configuration.topicRate = rate
        let scene = Scene(configuration, fleet: [member])
        func stored(_ topic: String) -> Int {
            (0..<1_000).count { _ in scene.send(topic, "1").bucket == .stored }
        }
        #expect(stored("site/loop/speed") == 20)
        // By its quantity, and by the fleet.
        #expect((181...200).contains(stored("site/gauge/water_level")))
        #expect((181...200).contains(stored("site/gate/speed")))
    }

    @Test func aSubscriptionMaySayOtherwiseAndSoMayAReload() {
        var gateway = Subscription.below("env", .senml)
        gateway.topicRate = 0
        let scene = Self.scene(TopicRate(perSecond: 1, burst: 2), [.values, gateway])
        let buckets = (0..<50).map { scene.send("env/all", "[{\"n\":\"s\($0):no2\",\"u\":\"ppb\",\"v\":1}]").bucket }
        #expect(buckets.allSatisfy { $0 == .stored })
        #expect((0..<5).map { _ in scene.send(Self.mad, "1").bucket } == [.stored, .stored, .shed, .shed, .shed])
        scene.ingest.replaceSubscriptions([gateway])
        #expect(scene.send("env/all", "[{\"n\":\"s:no2\",\"u\":\"ppb\",\"v\":1}]").bucket == .stored)
    }

    @Test func theBypassHasBucketsOfItsOwn() {
        let scene = Self.scene(TopicRate(perSecond: 1, burst: 3))
        let bypassed = (0..<5).map { scene.send(Self.mad, "\($0)", purpose: .evaluateOnly).bucket }
        #expect(bypassed == [.stored, .stored, .stored, .shed, .shed])
        #expect(scene.batch.bypassMessageCount == 5)
        let stored = (0..<5).map { scene.send(Self.mad, "\($0)", purpose: .storeBesideBypass).bucket }
        #expect(stored == [.stored, .stored, .stored, .shed, .shed])
    }

    @Test func aClockThatIsPutBackShedsNothing() {
        let scene = Self.scene(TopicRate(perSecond: 1, burst: 3))
        for _ in 0..<5 { scene.send(Self.mad, "1") }
        let earlier = scene.now.advanced(byNanoseconds: -Nanoseconds.perHour)
        let buckets = (0..<4).map { _ in scene.send(Self.mad, "1", at: earlier).bucket }
        #expect(buckets == [.stored, .stored, .stored, .shed])
    }

    @Test func inventedTopicsNeverCostAMadOneItsPlace() {
        var configuration = IngestConfiguration(subscriptions: [.values])
        configuration.topicRate = TopicRate(perSecond: 1, burst: 5)
        configuration.topicBucketCount = 8
        configuration.topicRowLimit = 4
        let scene = Scene(configuration, seriesLimit: 10)
        for _ in 0..<10 { scene.send(Self.mad, "1") }
        for number in 0..<2_000 { scene.send("city/north/traffic/invented-\(number)/speed", "1") }
        #expect(scene.send(Self.mad, "1").reason == .topicRate)
    }

    /// Against a bucket as textbooks have it: tokens that are counted up and down.
    @Test(arguments: [7, 4_711, 20_261_125] as [UInt64])
    func itShedsWhatABucketOfTokensSheds(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            // Tokens that take a whole number of nanoseconds, so that neither side rounds.
            let rate = [1, 2, 5, 10, 100, 1_000].randomElement(using: &generator) ?? 1
            let burst = Int.random(in: 1...40, using: &generator)
            let token = Nanoseconds.perSecond / Int64(rate)
            var buckets = TopicBuckets(capacity: 64)
            let measure = TopicBuckets.Measure(TopicRate(perSecond: rate, burst: burst))
            var now = Scene.noon
            var level = token * Int64(burst)
            for _ in 0..<500 {
                let longest = Bool.random(using: &generator) ? token / 2 : token * 3
                let pause = Int64.random(in: 0...longest, using: &generator)
                now = now.advanced(byNanoseconds: pause)
                level = min(level + pause, token * Int64(burst))
                let taken = buckets.take(9, measure, now: now)
                #expect((taken != nil) == (level >= token), "seed \(seed), rate \(rate), burst \(burst)")
                guard let taken else { continue }
                level -= token
                if Int.random(in: 0..<5, using: &generator) == 0 {
                    buckets.refund(taken)
                    level = min(level + token - token / TopicBuckets.safetyShare, token * Int64(burst))
                }
            }
        }
    }
}
