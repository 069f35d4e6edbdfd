import BelfryModel
import Testing

@testable import BelfryIngest

/// Message after message: what the numbers of a node say is missing, and what that makes doubtful.
@Suite struct SparkplugSequenceTests {
    let works = SparkplugScene()

    @Test func theSequenceWraps() {
        works.bear(sequence: 253)
        for sequence in [255, 0, 1, 2] as [UInt64] { #expect(works.data(sequence).bucket == .stored) }
        #expect(works.asked.isEmpty)
    }

    @Test func aWholeRoundIsWithoutAGap() {
        works.bear()
        for number in 2...600 as ClosedRange<UInt64> {
            #expect(works.data(number % 256, seconds: Int64(number)).bucket == .stored)
        }
        #expect(works.asked.isEmpty)
    }

    @Test func encodersThatLeaveAZeroAwayAreUnderstood() {
        works.bear(sequence: 254)
        #expect(works.data(nil).bucket == .stored)
        #expect(works.data(1).bucket == .stored)
        #expect(works.asked.isEmpty)
    }

    @Test func afterAGapOnlyNamesAreCertain() {
        works.bear()
        #expect(works.data(2).bucket == .stored)
        let gap = works.data(4)
        #expect(gap == Disposition(outcome: .undecoded, bucket: .quarantined, reason: .sequenceGap, readings: 0))
        #expect(works.asked == ["n"])
        // The numbers go on without a further gap, and the aliases stay doubtful.
        #expect(works.data(5).reason == .sequenceGap)
        #expect(
            works.data(6, [.named("Road/Speed", nil, .float(20)), .aliased(SparkplugScene.balance, .int(1))]).readings
                == 1
        )
        #expect(works.scene.batch.readings.last?.value == 72)
        works.bear(sequence: 0, bdSeq: 0)
        #expect(works.data(2, seconds: 9).bucket == .stored)
        #expect(works.asked.isEmpty)
    }

    @Test func aRequestThatWasLostIsMadeAgain() {
        works.bear()
        works.data(3)
        #expect(works.asked == ["n"])
        works.data(4, seconds: 30)
        #expect(works.asked.isEmpty)
        works.data(5, seconds: 60)
        #expect(works.asked == ["n"])
    }

    @Test func aGapBeforeADevicesBirthOrDeathIsOne() {
        works.bear()
        works.scene.send("spBv1.0/g/DBIRTH/n/e", sparkplug(3, SparkplugScene.deviceMetrics))
        #expect(works.asked == ["n"])
        works.bear()
        works.scene.send(
            "spBv1.0/g/DDEATH/n/d",
            sparkplug(9),
            at: Scene.noon.advanced(byNanoseconds: Nanoseconds.perMinute)
        )
        #expect(works.asked == ["n"])
    }

    @Test func theLastMessageOnceMoreIsNoGap() {
        works.bear()
        #expect(works.data(2).bucket == .stored)
        #expect(works.data(2).bucket == .duplicate)
        #expect(works.data(3).bucket == .stored)
        // The same number with another time is another message: 255 were lost.
        #expect(works.data(3, seconds: 5).reason == .sequenceGap)
    }

    @Test func withoutATimeTheSameNumberIsARepeat() {
        var sequence = SparkplugSequence(first: 3, milliseconds: nil)
        let isUnderstood = [4, 4, 5, 7].map { (number: UInt64) in sequence.advance(to: number, milliseconds: nil) }
        #expect(isUnderstood == [true, true, true, false])
    }

    @Test func twoNodesInterleaved() {
        works.bear("one", sequence: 0)
        works.bear("two", sequence: 100)
        for step in 0..<300 as Range<UInt64> {
            #expect(works.data((2 + step) % 256, node: "one", seconds: Int64(step)).bucket == .stored)
            #expect(works.data((102 + step) % 256, node: "two", seconds: Int64(step)).bucket == .stored)
        }
        #expect(works.asked.isEmpty)
        #expect(Set(works.scene.batch.newSeries.map(\.key.sensor)) == ["one/d", "two/d"])
    }

    @Test func theSameNodeOnTwoBrokersIsTwo() {
        let scene = Scene(.sparkplug(source: 0), .sparkplug(source: 1))
        var metric = TestMetric.named("Speed", 9, .none, unit: "m/s")
        metric.alias = 1
        scene.send("spBv1.0/g/NBIRTH/n", sparkplug(0, [metric]), source: 0)
        let aliased = sparkplug(1, [.aliased(1, .float(1))])
        #expect(scene.send("spBv1.0/g/NDATA/n", aliased, source: 1).reason == .noBirth)
        #expect(scene.send("spBv1.0/g/NDATA/n", aliased, source: 0).bucket == .stored)
        #expect(scene.ingest.takeRebirthRequests() == [RebirthRequest(source: 1, group: "g", node: "n")])
    }

    @Test func retainedMessagesAreOutsideTheSequence() {
        works.bear()
        #expect(works.data(200, retained: true).reason == .noBirth)
        #expect(works.data(2).bucket == .stored)
        works.scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil, [.bdSeq(0)]), retained: true)
        #expect(works.data(3).bucket == .stored)
        works.scene.send("spBv1.0/g/NBIRTH/n", sparkplug(77, [.bdSeq(0)]), retained: true)
        #expect(works.data(4).bucket == .stored)
        #expect(works.data(9, [.named("Inputs/A", 11, .boolean(true))], retained: true).readings == 1)
        #expect(works.scene.batch.readings.last?.flags == .retained)
        #expect(works.asked.isEmpty)
    }

    @Test func theBypassCountsForNothing() {
        works.bear()
        #expect(works.data(2, purpose: .evaluateOnly).readings == 1)
        #expect(works.data(9, seconds: 1, purpose: .evaluateOnly).readings == 1)
        // A birth that announces the same changes nothing, another one makes aliases doubtful until it is stored.
        let same = sparkplug(1, SparkplugScene.deviceMetrics, at: Scene.noon.milliseconds + 1)
        works.scene.send("spBv1.0/g/DBIRTH/n/d", same, purpose: .evaluateOnly)
        #expect(works.data(10, seconds: 2, purpose: .evaluateOnly).readings == 1)
        let other = sparkplug(1, Array(SparkplugScene.deviceMetrics.prefix(1)))
        works.scene.send("spBv1.0/g/DBIRTH/n/d", other, purpose: .evaluateOnly)
        #expect(works.data(11, seconds: 3, purpose: .evaluateOnly).reason == .noBirth)
        // The session goes on where it was.
        #expect(works.data(2).bucket == .stored)
        #expect(works.asked.isEmpty)
    }

    @Test func aNodeIsAskedOnceAMinute() {
        for seconds in 0..<180 as Range<Int64> { works.data(1, seconds: seconds) }
        #expect(works.asked == ["n"])
        works.data(1, seconds: 180)
        #expect(works.asked == ["n"])
        works.data(1, seconds: 239)
        #expect(works.asked.isEmpty)
        works.data(1, node: "m", seconds: 239)
        works.data(1, seconds: 240)
        #expect(works.asked.sorted() == ["m", "n"])
    }
}
