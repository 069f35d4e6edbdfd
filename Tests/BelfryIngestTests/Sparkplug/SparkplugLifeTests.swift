import BelfryModel
import Testing

@testable import BelfryIngest

/// Births and deaths: what a certificate lets data mean, and when it does not any more.
@Suite struct SparkplugLifeTests {
    let works = SparkplugScene()

    @Test func anAliasMeansWhatTheBirthCertificateSays() {
        works.bear()
        let balance = TestMetric.aliased(SparkplugScene.balance, .int(0xFFFF_FFFE))
        #expect(works.data(2, [.aliased(SparkplugScene.speed, .float(10)), balance]).readings == 2)
        #expect(works.scene.batch.readings.map(\.value) == [36, -2])
        #expect(works.scene.batch.newSeries.map(\.key.sensor) == ["n/d", "n/d"])
        #expect(works.scene.batch.newSeries.map(\.key.quantity.name) == ["speed", "balance"])
        #expect(works.asked.isEmpty)
    }

    @Test func aControlsAliasIsNoReading() {
        works.bear()
        #expect(works.data(2, [.aliased(SparkplugScene.control, .boolean(true))]).reason == .noMeasuredValue)
    }

    @Test func aNameInDataHasItsDatatypeAndUnitFromTheBirth() {
        works.bear()
        let metrics: [TestMetric] = [
            .named("Road/Speed", nil, .float(10)), .named("Balance", nil, .int(0xFFFF_FFFF)),
        ]
        #expect(works.data(2, metrics).readings == 2)
        #expect(works.scene.batch.readings.map(\.value) == [36, -1])
    }

    @Test func dataBeforeABirthIsUnderstoodByNameOnly() {
        #expect(works.data(5).reason == .noBirth)
        #expect(works.data(6, [.named("Inputs/A", 11, .boolean(true)), .aliased(1, .float(1))]).readings == 1)
        // A sign that may be none.
        #expect(works.data(7, [.named("Balance", nil, .int(0xFFFF_FFFF))]).reason == .noBirth)
        #expect(works.asked == ["n"])
    }

    @Test func aDeviceIsNotBornWithItsNode() {
        works.scene.send("spBv1.0/g/NBIRTH/n", sparkplug(0, [.bdSeq(0)]))
        #expect(works.data(1).reason == .noBirth)
        #expect(works.asked == ["n"])
        // Its data counted all the same.
        works.scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(2, SparkplugScene.deviceMetrics))
        #expect(works.data(3).bucket == .stored)
    }

    @Test func aDevicesBirthBeforeItsNodesMeansNothing() {
        works.scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(1, SparkplugScene.deviceMetrics))
        #expect(works.data(2).reason == .noBirth)
        #expect(works.asked == ["n"])
    }

    @Test func anUnknownAliasIsAskedFor() {
        works.bear()
        #expect(works.data(2, [.aliased(99, .float(1))]).reason == .unknownAlias)
        #expect(works.asked == ["n"])
        #expect(works.data(3, [.aliased(99, .float(1)), .aliased(SparkplugScene.speed, .float(1))]).readings == 1)
    }

    @Test func aDevicesDeathEndsItsAliases() {
        works.bear()
        let death = works.scene.send("spBv1.0/g/DDEATH/n/d", sparkplug(2))
        #expect(death == Disposition(outcome: .event, bucket: .ignored, reason: .deathCertificate, readings: 0))
        #expect(works.data(3).reason == .noBirth)
        #expect(works.asked == ["n"])
        works.scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(4, SparkplugScene.deviceMetrics))
        #expect(works.data(5).bucket == .stored)
    }

    @Test func aNodesDeathEndsAllOfIt() {
        works.bear(bdSeq: 4)
        #expect(works.scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil, [.bdSeq(4)])).reason == .deathCertificate)
        #expect(works.data(2).reason == .noBirth)
        // The node's birth alone does not revive its devices.
        works.scene.send("spBv1.0/g/NBIRTH/n", sparkplug(0, [.bdSeq(5)]))
        #expect(works.data(1).reason == .noBirth)
        works.scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(2, SparkplugScene.deviceMetrics))
        #expect(works.data(3).bucket == .stored)
    }

    @Test func anOldDeathDoesNotKillANewBirth() {
        works.bear(bdSeq: 4)
        works.bear(bdSeq: 5)
        #expect(works.scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil, [.bdSeq(4)])).reason == .outdatedDeath)
        #expect(works.data(2).bucket == .stored)
        #expect(works.scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil, [.bdSeq(5)])).reason == .deathCertificate)
        #expect(works.data(3).reason == .noBirth)
    }

    @Test func aDeathWithoutANumberIsBelieved() {
        works.bear(bdSeq: 4)
        #expect(works.scene.send("spBv1.0/g/NDEATH/n", sparkplug(nil)).reason == .deathCertificate)
        #expect(works.data(2).reason == .noBirth)
    }

    @Test func aRebirthDealsAliasesAnew() {
        works.bear()
        works.scene.send("spBv1.0/g/NBIRTH/n", sparkplug(0, [.bdSeq(0)]))
        var swapped = SparkplugScene.deviceMetrics
        swapped[0].alias = SparkplugScene.balance
        swapped[1].alias = SparkplugScene.speed
        works.scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(1, swapped))
        #expect(works.data(2, [.aliased(SparkplugScene.balance, .float(10))]).readings == 1)
        #expect(works.scene.batch.readings.map(\.value) == [36])
    }

    @Test func anAliasThatIsGivenTwiceMeansNothing() {
        works.scene.send("spBv1.0/g/NBIRTH/n", sparkplug(0, [.bdSeq(0)]))
        var twice = SparkplugScene.deviceMetrics
        twice[1].alias = SparkplugScene.speed
        works.scene.send("spBv1.0/g/DBIRTH/n/d", sparkplug(1, twice))
        #expect(works.data(2).reason == .brokenRule)
        #expect(works.asked.isEmpty)
    }
}
