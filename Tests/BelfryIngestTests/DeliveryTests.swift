import BelfryModel
import Testing

@testable import BelfryIngest

/// What a broker sends again, what it kept from long ago, and what came by the bypass while the store was down.
@Suite struct DeliveryTests {
    static let topic = "city/north/traffic/tls-1/speed"
    let scene = Scene(.values)

    @Test func aRedeliveredPlainValueIsRecognisedAfterARestart() {
        scene.send(Self.topic, "50", id: 7)
        #expect(scene.batch.deliveries.map(\.messageID) == [7])
        let next = Scene(.values)
        next.ingest.expectRedelivery(scene.batch.deliveries)
        let disposition = next.send(Self.topic, "50", id: 7, redelivered: true)
        #expect(disposition == Disposition(outcome: .ignored, bucket: .duplicate, reason: .redelivered, readings: 0))
        #expect(next.batch.readings.isEmpty)
        #expect(next.batch.deliveries == scene.batch.deliveries)
        // The identifier is settled: the next message with it is a new one.
        #expect(next.send(Self.topic, "50", id: 7, redelivered: true).bucket == .stored)
    }

    @Test func anEqualMessageUnderAKnownIdentifierIsNewWhereTheBrokerDoesNotMarkIt() {
        scene.send(Self.topic, "50", id: 7)
        let next = Scene(.values)
        next.ingest.expectRedelivery(scene.batch.deliveries)
        #expect(next.send(Self.topic, "50", id: 7).bucket == .stored)
    }

    @Test(arguments: [
        (Self.topic, "51", UInt16(7)), (Self.topic, "50", 8), ("city/north/traffic/tls-2/speed", "50", 7),
    ])
    func anyOtherMessageIsANewOne(_ topic: String, _ payload: String, _ id: UInt16) {
        scene.send(Self.topic, "50", id: 7)
        let next = Scene(.values)
        next.ingest.expectRedelivery(scene.batch.deliveries)
        #expect(next.send(topic, payload, id: id, redelivered: true).bucket == .stored)
    }

    /// The commit was done, the acknowledgement was not, and Belfry was away for longer than readings may be late.
    @Test func aRedeliveredReadingWithATimeIsRecognisedHoweverLongBelfryWasAway() throws {
        let topic = "safety/north/noise-1"
        let payload = #"[{"bn":"noise-1:","bt":1795003190,"n":"laeq","u":"dB(A)","v":58.5}]"#
        let template = try TopicTemplate("safety/{zone}/{sensor}")
        func scene() -> Scene { Scene(Subscription(template: template, format: .senml)) }
        let before = scene()
        before.send(topic, payload, id: 7)
        let reading = try #require(before.batch.readings.first)
        let after = scene()
        _ = after.send(topic, #"[{"bn":"noise-1:","bt":1795003100,"n":"laeq","u":"dB(A)","v":60}]"#)
        after.ingest.restoreDuplicates(from: reading)
        after.batch.removeAll()
        let later = Scene.noon.advanced(byNanoseconds: 10 * Nanoseconds.perMinute)
        let disposition = after.send(topic, payload, at: later, id: 9, redelivered: true)
        // Also said to a recording, which leaves out what the broker repeats.
        #expect(disposition == Disposition(outcome: .ignored, bucket: .duplicate, reason: .redelivered, readings: 0))
        #expect(after.batch.readings.isEmpty)
        #expect(after.send(topic, payload, at: later, id: 10).bucket == .stored, "what nobody marks may be said again")
    }

    @Test func expectationsEndWhenTheBrokerHasMovedOn() {
        var filter = RedeliveryFilter()
        filter.expect([Delivery(source: 0, messageID: 1, hash: 5)])
        for number in 0...RedeliveryFilter.messagesUntilForgotten {
            _ = filter.isRepeat(Delivery(source: 0, messageID: UInt16(2 + number % 60_000), hash: 5), isMarked: false)
        }
        let isRepeat = filter.isRepeat(Delivery(source: 0, messageID: 1, hash: 5), isMarked: true)
        #expect(!isRepeat)
    }

    @Test func withoutAPacketIdentifierNothingIsKept() {
        scene.send(Self.topic, "50")
        #expect(scene.batch.deliveries.isEmpty)
    }

    @Test func aRetainedValueWithoutATimeIsIgnored() {
        let disposition = scene.send(Self.topic, "50", retained: true)
        #expect(
            disposition == Disposition(outcome: .ignored, bucket: .ignored, reason: .retainedWithoutTime, readings: 0)
        )
    }

    @Test func aRetainedValueIsTakenWhileItIsFreshAndOnlyThen() {
        let scene = Scene(.below("env", .senml))
        func send(secondsAgo: Int) -> Disposition {
            scene.send(
                "env/a",
                "[{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"t\":\(1_795_003_200 - secondsAgo),\"v\":1}]",
                retained: true
            )
        }
        #expect(send(secondsAgo: 121).reason == .retainedStale)
        #expect(send(secondsAgo: 120).bucket == .stored)
        #expect(scene.batch.readings.map(\.flags) == [.retained])
        #expect(scene.batch.readings.map(\.quality) == [.good])
        #expect(send(secondsAgo: 120).bucket == .duplicate)
    }

    @Test func theBypassIsEvaluatedAndLaterStoredOnce() throws {
        scene.send(Self.topic, "50", purpose: .evaluateOnly)
        #expect(scene.batch.readings.isEmpty)
        #expect(scene.batch.messages.isEmpty)
        #expect(scene.batch.newSeries.isEmpty)
        #expect(scene.batch.bypassMessageCount == 1)
        let evaluated = try #require(scene.batch.evaluate.first)

        scene.batch.removeAll()
        let later = Scene.noon.advanced(byNanoseconds: Nanoseconds.perHour)
        scene.send(Self.topic, "50", at: later, id: 9)
        #expect(scene.batch.evaluate.isEmpty)
        #expect(scene.batch.newSeries.map(\.identity) == ["traffic/tls-1/speed"])
        let stored = try #require(scene.batch.readings.first)
        #expect(stored.eventTime == evaluated.eventTime)
        #expect(stored.arrivalTime == later)
        #expect(scene.send(Self.topic, "50", at: later, id: 10).readings == 1)
        #expect(scene.batch.evaluate.count == 1)
    }

    @Test func besideABypassWhicheverCopyComesFirstIsEvaluated() {
        scene.send(Self.topic, "50", id: 3, purpose: .storeBesideBypass)
        scene.send(Self.topic, "50", purpose: .evaluateOnly)
        scene.send(Self.topic, "51", purpose: .evaluateOnly)
        scene.send(Self.topic, "51", id: 4, purpose: .storeBesideBypass)
        #expect(scene.batch.evaluate.map(\.value) == [50, 51])
        #expect(scene.batch.readings.map(\.value) == [50, 51])
        // The next equal value is another measurement.
        scene.send(Self.topic, "50", purpose: .evaluateOnly)
        #expect(scene.batch.evaluate.map(\.value) == [50, 51, 50])
    }

    @Test func whatWaitedForItsCopyInVainSwallowsNothingOfALaterBypass() {
        scene.send(Self.topic, "50", id: 3, purpose: .storeBesideBypass)
        scene.ingest.bypassesClosed()
        scene.send(Self.topic, "50", purpose: .evaluateOnly)
        #expect(scene.batch.evaluate.map(\.value) == [50, 50])
    }

    @Test func equalValuesOfTheBypassComeBackInTheirOrder() {
        for second in 0..<3 {
            scene.send(Self.topic, "50", at: Self.at(second), purpose: .evaluateOnly)
        }
        for _ in 0..<4 { scene.send(Self.topic, "50", at: Self.at(100), id: 1) }
        #expect(scene.batch.readings.map(\.eventTime) == [Self.at(0), Self.at(1), Self.at(2), Self.at(100)])
        #expect(scene.batch.evaluate.count == 4)
    }

    @Test func aCopyThatNeverComesDoesNotSwallowALaterMessage() {
        for second in 0..<2 { scene.send(Self.topic, "50", at: Self.at(second), purpose: .evaluateOnly) }
        scene.batch.removeAll()
        // An hour down, then the backlog with one of the two copies, then an ordinary day.
        scene.send(Self.topic, "50", at: Self.at(3_600), id: 1)
        #expect(scene.batch.evaluate.isEmpty)
        scene.send(Self.topic, "61", at: Self.at(3_620), id: 2)
        scene.send(Self.topic, "62", at: Self.at(3_640), id: 3)
        scene.send(Self.topic, "50", at: Self.at(3_660), id: 4)
        #expect(scene.batch.evaluate.map(\.value) == [61, 62, 50])
        #expect(scene.batch.readings.last?.eventTime == Self.at(3_660))
    }

    @Test func theBypassIsRememberedBoundedly() {
        var memory = BypassMemory(limit: 3)
        for number in 0..<5 { memory.remember(UInt64(number % 2), arrival: Self.at(number)) }
        #expect(memory.forgottenCount == 2)
        let now = Self.at(10)
        let taken = [0, 0, 0, 1].map { memory.take($0, now: now) }
        #expect(taken == [Self.at(2), Self.at(4), nil, Self.at(3)])
        #expect(memory.isEmpty)
        memory.remember(3, arrival: Self.at(9))
        let last = memory.take(3, now: now)
        #expect(last == Self.at(9))
        #expect(memory.forgottenCount == 2)
    }

    @Test func theBypassKnowsWhatIsStoredAndWhatItBroughtBefore() {
        let scene = Scene(.below("env", .senml))
        let first = "[{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"t\":1795003200,\"v\":1}]"
        let second = "[{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"t\":1795003201,\"v\":1}]"
        scene.send("env/a", first)
        #expect(scene.send("env/a", first, purpose: .evaluateOnly).bucket == .duplicate)
        #expect(scene.send("env/a", second, purpose: .evaluateOnly).bucket == .stored)
        #expect(scene.send("env/a", second, purpose: .evaluateOnly).bucket == .duplicate)
        #expect(scene.batch.evaluate.count == 2)
        // Evaluated is not stored: the broker's copy still has to be.
        #expect(scene.send("env/a", second, id: 3).bucket == .stored)
        #expect(scene.batch.evaluate.count == 2)
    }

    private static func at(_ second: Int) -> Timestamp {
        Scene.noon.advanced(byNanoseconds: Int64(second) * Nanoseconds.perSecond)
    }
}
