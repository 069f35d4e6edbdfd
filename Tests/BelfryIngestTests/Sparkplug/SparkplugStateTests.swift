import BelfryModel
import Testing

@testable import BelfryIngest

/// Messages one after the other: what a birth certificate lets data mean, and when it does not any more.
@Suite struct SparkplugStateTests {
    let scene = Scene(.sparkplug())

    private static let speed: UInt64 = 7
    private static let balance: UInt64 = 8
    private static let control: UInt64 = 9

    /// Node `n` is born with bdSeq and sequence number, and device `n/d` with the number after.
    private func bear(_ node: String = "n", sequence: UInt64 = 0, bdSeq: UInt64 = 0) {
        scene.send("spBv1.0/g/NBIRTH/\(node)", sparkplug(sequence, [.bdSeq(bdSeq)]))
        scene.send("spBv1.0/g/DBIRTH/\(node)/d", sparkplug((sequence + 1) % 256, Self.deviceMetrics))
    }

    private static var deviceMetrics: [TestMetric] {
        var metrics: [TestMetric] = [
            .named("Road/Speed", 9, .none, unit: "m/s"), .named("Balance", 2, .none),
            .named("Node Control/Rebirth", 11, .boolean(false)),
        ]
        metrics[0].alias = speed
        metrics[1].alias = balance
        metrics[2].alias = control
        return metrics
    }

    @discardableResult
    private func data(
        _ sequence: UInt64?,
        _ metrics: [TestMetric]? = nil,
        node: String = "n",
        seconds: Int64 = 0,
        retained: Bool = false,
        purpose: Purpose = .storeAndEvaluate
    ) -> Disposition {
        scene.send(
            "spBv1.0/g/DDATA/\(node)/d",
            sparkplug(
                sequence,
                metrics ?? [.aliased(Self.speed, .float(10))],
                at: Scene.noon.milliseconds + seconds * 1_000 + Int64(sequence ?? 0)
            ),
            at: Scene.noon.advanced(byNanoseconds: (seconds + 1) * Nanoseconds.perSecond),
            retained: retained,
            purpose: purpose
        )
    }

    private var asked: [String] { scene.ingest.takeRebirthRequests().map(\.node) }

    @Test func anAliasMeansWhatTheBirthCertificateSays() {
        bear()
        let balance = TestMetric.aliased(Self.balance, .int(0xFFFF_FFFE))
        #expect(data(2, [.aliased(Self.speed, .float(10)), balance]).readings == 2)
        #expect(scene.batch.readings.map(\.value) == [36, -2])
        #expect(scene.batch.newSeries.map(\.key.sensor) == ["n/d", "n/d"])
        #expect(scene.batch.newSeries.map(\.key.quantity.name) == ["speed", "balance"])
        #expect(asked.isEmpty)
    }

    @Test func aControlsAliasIsNoReading() {
        bear()
        #expect(data(2, [.aliased(Self.control, .boolean(true))]).reason == .noMeasuredValue)
    }

    @Test func aNameInDataHasItsDatatypeAndUnitFromTheBirth() {
        bear()
        let metrics: [TestMetric] = [
            .named("Road/Speed", nil, .float(10)), .named("Balance", nil, .int(0xFFFF_FFFF)),
        ]
        #expect(data(2, metrics).readings == 2)
        #expect(scene.batch.readings.map(\.value) == [36, -1])
    }

    @Test func theSequenceWraps() {
        bear(sequence: 253)
        for sequence in [255, 0, 1, 2] as [UInt64] { #expect(data(sequence).bucket == .stored) }
        #expect(asked.isEmpty)
    }

    @Test func aWholeRoundIsWithoutAGap() {
        bear()
        for number in 2...600 as ClosedRange<UInt64> {
            #expect(data(number % 256, seconds: Int64(number)).bucket == .stored)
        }
        #expect(asked.isEmpty)
    }

    @Test func encodersThatLeaveAZeroAwayAreUnderstood() {
        bear(sequence: 254)
        #expect(data(nil).bucket == .stored)
        #expect(data(1).bucket == .stored)
        #expect(asked.isEmpty)
    }

    @Test func afterAGapOnlyNamesAreCertain() {
        bear()
        #expect(data(2).bucket == .stored)
        let gap = data(4)
        #expect(gap == Disposition(outcome: .undecoded, bucket: .quarantined, reason: .sequenceGap, readings: 0))
        #expect(asked == ["n"])
        // The numbers go on without a further gap, and the aliases stay doubtful.
        #expect(data(5).reason == .sequenceGap)
        #expect(data(6, [.named("Road/Speed", nil, .float(20)), .aliased(Self.balance, .int(1))]).readings == 1)
        #expect(scene.batch.readings.last?.value == 72)
        bear(sequence: 0, bdSeq: 0)
        #expect(data(2, seconds: 9).bucket == .stored)
        #expect(asked.isEmpty)
    }

    @Test func aRequestThatWasLostIsMadeAgain() {
        bear()
        data(3)
        #expect(asked == ["n"])
        data(4, seconds: 30)
        #expect(asked.isEmpty)
        data(5, seconds: 60)
        #expect(asked == ["n"])
    }

    @Test func aGapBeforeADevicesBirthOrDeathIsOne() {
        bear()
        scene.send("spBv1.0/g/DBIRTH/n/e", sparkplug(3, Self.deviceMetrics))
        #expect(asked == ["n"])
        bear()
        scene.send("spBv1.0/g/DDEATH/n/d", sparkplug(9), at: Scene.noon.advanced(byNanoseconds: Nanoseconds.perMinute))
        #expect(asked == ["n"])
    }

    @Test func theLastMessageOnceMoreIsNoGap() {
        bear()
        #expect(data(2).bucket == .stored)
        #expect(data(2).bucket == .duplicate)
        #expect(data(3).bucket == .stored)
        // The same number with another time is another message: 255 were lost.
        #expect(data(3, seconds: 5).reason == .sequenceGap)
    }

    @Test func dataBeforeABirthIsUnderstoodByNameOnly() {
        #expect(data(5).reason == .noBirth)
        #expect(data(6, [.named("Inputs/A", 11, .boolean(true)), .aliased(1, .float(1))]).readings == 1)
        // A sign that may be none.
        #expect(data(7, [.named("Balance", nil, .int(0xFFFF_FFFF))]).reason == .noBirth)
        #expect(asked == ["n"])
    }

    @Test func aDeviceIsNotBornWithItsNode() {
        scene.send("spBv1.0/g/NBIRTH/n", sparkplug(0, [.bdSeq(0)]))
        #expect(data(1).reason == .noBirth)
        #expect(asked == ["n"])
        // Its data counted all the same.
        scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(2, Self.deviceMetrics))
        #expect(data(3).bucket == .stored)
    }

    @Test func aDevicesBirthBeforeItsNodesMeansNothing() {
        scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(1, Self.deviceMetrics))
        #expect(data(2).reason == .noBirth)
        #expect(asked == ["n"])
    }

    @Test func anUnknownAliasIsAskedFor() {
        bear()
        #expect(data(2, [.aliased(99, .float(1))]).reason == .unknownAlias)
        #expect(asked == ["n"])
        #expect(data(3, [.aliased(99, .float(1)), .aliased(Self.speed, .float(1))]).readings == 1)
    }

    @Test func aDevicesDeathEndsItsAliases() {
        bear()
        let death = scene.send("spBv1.0/g/DDEATH/n/d", sparkplug(2))
        #expect(death == Disposition(outcome: .event, bucket: .ignored, reason: .deathCertificate, readings: 0))
        #expect(data(3).reason == .noBirth)
        #expect(asked == ["n"])
        scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(4, Self.deviceMetrics))
        #expect(data(5).bucket == .stored)
    }

    @Test func aNodesDeathEndsAllOfIt() {
        bear(bdSeq: 4)
        #expect(scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil, [.bdSeq(4)])).reason == .deathCertificate)
        #expect(data(2).reason == .noBirth)
        // The node's birth alone does not revive its devices.
        scene.send("spBv1.0/g/NBIRTH/n", sparkplug(0, [.bdSeq(5)]))
        #expect(data(1).reason == .noBirth)
        scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(2, Self.deviceMetrics))
        #expect(data(3).bucket == .stored)
    }

    @Test func anOldDeathDoesNotKillANewBirth() {
        bear(bdSeq: 4)
        bear(bdSeq: 5)
        #expect(scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil, [.bdSeq(4)])).reason == .outdatedDeath)
        #expect(data(2).bucket == .stored)
        #expect(scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil, [.bdSeq(5)])).reason == .deathCertificate)
        #expect(data(3).reason == .noBirth)
    }

    @Test func aDeathWithoutANumberIsBelieved() {
        bear(bdSeq: 4)
        #expect(scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil)).reason == .deathCertificate)
        #expect(data(2).reason == .noBirth)
    }

    @Test func aRebirthDealsAliasesAnew() {
        bear()
        scene.send("spBv1.0/g/NBIRTH/n", sparkplug(0, [.bdSeq(0)]))
        var swapped = Self.deviceMetrics
        swapped[0].alias = Self.balance
        swapped[1].alias = Self.speed
        scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(1, swapped))
        #expect(data(2, [.aliased(Self.balance, .float(10))]).readings == 1)
        #expect(scene.batch.readings.map(\.value) == [36])
    }

    @Test func anAliasThatIsGivenTwiceMeansNothing() {
        scene.send("spBv1.0/g/NBIRTH/n", sparkplug(0, [.bdSeq(0)]))
        var twice = Self.deviceMetrics
        twice[1].alias = Self.speed
        scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(1, twice))
        #expect(data(2).reason == .brokenRule)
        #expect(asked.isEmpty)
    }

    @Test func twoNodesInterleaved() {
        bear("one", sequence: 0)
        bear("two", sequence: 100)
        for step in 0..<300 as Range<UInt64> {
            #expect(data((2 + step) % 256, node: "one", seconds: Int64(step)).bucket == .stored)
            #expect(data((102 + step) % 256, node: "two", seconds: Int64(step)).bucket == .stored)
        }
        #expect(asked.isEmpty)
        #expect(Set(scene.batch.newSeries.map(\.key.sensor)) == ["one/d", "two/d"])
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
        bear()
        #expect(data(200, retained: true).reason == .noBirth)
        #expect(data(2).bucket == .stored)
        scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil, [.bdSeq(0)]), retained: true)
        #expect(data(3).bucket == .stored)
        scene.send("spBv1.0/g/NBIRTH/n", sparkplug(77, [.bdSeq(0)]), retained: true)
        #expect(data(4).bucket == .stored)
        #expect(data(9, [.named("Inputs/A", 11, .boolean(true))], retained: true).readings == 1)
        #expect(scene.batch.readings.last?.flags == .retained)
        #expect(asked.isEmpty)
    }

    @Test func theBypassCountsForNothing() {
        bear()
        #expect(data(2, purpose: .evaluateOnly).readings == 1)
        #expect(data(9, seconds: 1, purpose: .evaluateOnly).readings == 1)
        // A birth that announces the same changes nothing, another one makes aliases doubtful until it is stored.
        let same = sparkplug(1, Self.deviceMetrics, at: Scene.noon.milliseconds + 1)
        scene.send("spBv1.0/g/DBIRTH/n/d", same, purpose: .evaluateOnly)
        #expect(data(10, seconds: 2, purpose: .evaluateOnly).readings == 1)
        let other = sparkplug(1, Array(Self.deviceMetrics.prefix(1)))
        scene.send("spBv1.0/g/DBIRTH/n/d", other, purpose: .evaluateOnly)
        #expect(data(11, seconds: 3, purpose: .evaluateOnly).reason == .noBirth)
        // The session goes on where it was.
        #expect(data(2).bucket == .stored)
        #expect(asked.isEmpty)
    }

    @Test func aNodeIsAskedOnceAMinute() {
        for seconds in 0..<180 as Range<Int64> { data(1, seconds: seconds) }
        #expect(asked == ["n"])
        data(1, seconds: 180)
        #expect(asked == ["n"])
        data(1, seconds: 239)
        #expect(asked.isEmpty)
        data(1, node: "m", seconds: 239)
        data(1, seconds: 240)
        #expect(asked.sorted() == ["m", "n"])
    }
}
