import BelfryModel
import Testing

@testable import BelfryIngest

/// What happens to a value on its way to being a reading: series, unit, range, clock.
@Suite struct AdmissionTests {
    static let no2 = "city/north/air/a-7/no2"

    @Test func aNewSeriesIsDescribedOnceAndThenKnown() {
        let scene = Scene(
            IngestConfiguration(subscriptions: [.values]),
            fleet: [FleetMember(sensor: "tls-1", zone: "centre", site: "Main Street", cadenceNanoseconds: 30)]
        )
        scene.send("city/north/traffic/tls-1/speed", "50")
        scene.send("city/north/traffic/tls-1/speed", "51")
        #expect(scene.batch.readings.map(\.value) == [50, 51])
        #expect(scene.batch.evaluate == scene.batch.readings)
        #expect(scene.batch.newSeries.count == 1)
        let series = scene.batch.newSeries.first
        #expect(series?.identity == "traffic/tls-1/speed")
        #expect(series?.unit == Unit("km/h"))
        #expect(series?.zone == "centre")
        #expect(series?.place == Place(kind: .site, name: "Main Street"))
        #expect(series?.cadenceNanoseconds == 30)
        #expect(scene.catalog.descriptor(for: SeriesID(0)) == series)
    }

    @Test func theSameSensorOnTwoTopicsIsOneSeries() {
        let scene = Scene(.values, .below("env", .senml))
        scene.catalog.restore([
            SeriesDescriptor(
                id: SeriesID(5),
                key: SeriesKey(agency: "env", sensor: "s", quantity: Quantity("no2")),
                unit: Unit("ug/m3"),
                domain: .air,
                gasReferenceCelsius: 20
            )
        ])
        scene.send("env/a", "[{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"v\":1}]")
        scene.send("env/b", "[{\"n\":\"s:no2\",\"u\":\"ppb\",\"v\":1}]")
        #expect(scene.batch.newSeries.isEmpty)
        #expect(scene.batch.readings.map(\.series) == [SeriesID(5), SeriesID(5)])
        #expect(abs(scene.batch.readings[1].value - 1.9125) < 0.001)
    }

    @Test func aQuantityOfOnesOwnKeepsTheUnitItBeganWith() {
        let scene = Scene(.below("env", .senml))
        for (unit, value) in [("V", 12.0), ("mV", 12_000), ("kg/m3", 3)] {
            scene.send("env/a", "[{\"n\":\"s:supply\",\"u\":\"\(unit)\",\"v\":\(value)}]")
        }
        #expect(scene.batch.readings.map(\.value) == [12, 12, 3])
        #expect(scene.batch.readings.map(\.quality) == [.good, .good, .unknown])
        #expect(scene.batch.readings[2].flags == .unitUnknown)
    }

    @Test func aSeriesKeepsTheTemperatureThatItsGasWasConvertedAt() throws {
        func scene(_ celsius: Double, _ known: [SeriesDescriptor] = []) -> Scene {
            var configuration = IngestConfiguration(subscriptions: [.values])
            configuration.gasReferenceCelsius = celsius
            let scene = Scene(configuration)
            scene.catalog.restore(known)
            return scene
        }
        let european = scene(20)
        european.send(Self.no2, "10")
        let series = try #require(european.batch.newSeries.first)
        #expect(series.gasReferenceCelsius == 20)
        #expect(abs(european.batch.readings[0].value - 19.125) < 0.01)
        let later = scene(25, [series])
        later.send(Self.no2, "10")
        later.send("city/north/air/a-8/no2", "10")
        #expect(later.batch.readings[0].value == european.batch.readings[0].value)
        #expect(abs(later.batch.readings[1].value - 18.804) < 0.01)
        #expect(later.batch.newSeries.map(\.gasReferenceCelsius) == [25])
    }

    @Test func whatIsNotConvertedHasNoReferenceTemperatureUntilItIs() {
        let scene = Scene(.below("env", .senml))
        for (unit, value) in [("ug/m3", 1), ("ug/m3", 2), ("ppb", 1), ("ppb", 2)] {
            scene.send("env/a", "[{\"n\":\"s:no2\",\"u\":\"\(unit)\",\"v\":\(value)}]")
            scene.send("env/a", "[{\"n\":\"s:pm10\",\"u\":\"ug/m3\",\"v\":\(value)}]")
        }
        // New, and stored again once something was converted.
        #expect(scene.batch.newSeries.map(\.key.quantity.name) == ["no2", "pm10", "no2"])
        #expect(scene.batch.newSeries.map(\.gasReferenceCelsius) == [nil, nil, 20])
        #expect(scene.catalog.descriptor(for: SeriesID(0))?.gasReferenceCelsius == 20)
    }

    @Test(
        arguments: [
            ("city/north/traffic/tls-1/speed", "260", Quality.bad, QualityFlags.outOfRange),
            ("city/north/traffic/tls-1/speed", "-260", .bad, .outOfRange),
            ("city/north/traffic/tls-1/speed", "250", .good, []),
            ("city/north/air/a-7/pm10", "1e300", .unknown, .unitUnknown),
        ] as [(String, String, Quality, QualityFlags)]
    )
    func valuesBeyondThePlausibleAreBad(_ topic: String, _ payload: String, _ quality: Quality, _ flags: QualityFlags) {
        let scene = Scene(.values)
        scene.send(topic, payload)
        #expect(scene.batch.readings.map(\.quality) == [quality])
        #expect(scene.batch.readings.map(\.flags) == [flags])
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", false), ("1999-12-31T23:59:59Z", false), ("2000-01-01T00:00:00Z", true),
        ("2026-11-18T12:00:00Z", true), ("2026-11-19T12:00:00Z", true), ("2026-11-19T12:00:01Z", false),
        ("2106-02-07T06:28:16Z", false), ("2261-12-31T00:00:00Z", false), ("9999-12-31T23:59:59Z", false),
    ])
    func timesThatNoClockShowsGiveWayToTheArrival(_ time: String, _ isTaken: Bool) throws {
        let scene = Scene(.below("ngsi", .ngsi))
        scene.send("ngsi/x", "{\"id\":\"t\",\"type\":\"W\",\"temperature\":3,\"dateObserved\":\"\(time)\"}")
        let reading = try #require(scene.batch.readings.first)
        #expect(reading.timeSource == (isTaken ? .payload : .arrival))
        #expect(reading.flags.contains(.clock) == !isTaken)
        #expect(reading.quality == (isTaken ? .good : .suspect))
        #expect(reading.eventTime == (isTaken ? Timestamp(rfc3339: time) : scene.now))
    }

    @Test func aGatewayWhoseOwnClockWasNeverSetBelievesItsSensors() throws {
        let scene = Scene(.below("env", .senml))
        let payload = "[{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"t\":1795003200,\"v\":1}]"
        scene.send("env/a", payload, at: Timestamp(seconds: 100))
        let reading = try #require(scene.batch.readings.first)
        #expect(reading.eventTime == Scene.noon && reading.timeSource == .payload && reading.flags == [])
        let never = "[{\"n\":\"t:no2\",\"u\":\"ug/m3\",\"t\":200,\"v\":1}]"
        scene.send("env/b", never, at: Timestamp(seconds: 100))
        #expect(scene.batch.readings.last?.timeSource == .arrival)
    }

    @Test func beyondTheLimitOfSeriesNewOnesAreShedAndKnownOnesGoOn() {
        let scene = Scene(IngestConfiguration(subscriptions: [.values]), seriesLimit: 2)
        for sensor in 0..<10 { scene.send("city/north/traffic/tls-\(sensor)/speed", "50") }
        #expect(scene.catalog.count == 2)
        #expect(scene.batch.readings.count == 2)
        #expect(scene.batch.shedReadingCount == 8)
        #expect(scene.batch.messages.map(\.bucket) == [.stored, .stored] + Array(repeating: .shed, count: 8))
        #expect(scene.batch.messages.last?.reason == .seriesLimit)
        #expect(scene.send("city/north/traffic/tls-1/speed", "51").bucket == .stored)
    }

    @Test func manyInventedTopicsKeepMemoryBounded() {
        var configuration = IngestConfiguration(subscriptions: [.values])
        configuration.topicRowLimit = 16
        configuration.topicCacheSize = 64
        configuration.topicBucketCount = 64
        configuration.channelLimit = 64
        let scene = Scene(configuration, seriesLimit: 100)
        for sensor in 0..<20_000 {
            scene.send("city/north/traffic/invented-\(sensor)/speed", "50")
            if sensor % 1_000 == 0 { scene.batch.removeAll() }
        }
        #expect(scene.catalog.count == 100)
        #expect(scene.send("city/north/traffic/invented-7/speed", "51").bucket == .stored)
    }

    @Test(
        arguments: [
            ("", .malformed, .emptyPayload), (String(repeating: " ", count: 65_537), .malformed, .payloadTooLong),
        ] as [(String, Outcome, Reason)]
    )
    func payloadsOfUnusableSize(_ payload: String, _ outcome: Outcome, _ reason: Reason) {
        let disposition = Scene(.values).send(Self.no2, payload)
        #expect(disposition == Disposition(outcome: outcome, bucket: .quarantined, reason: reason, readings: 0))
    }

    @Test func topicsOfUnusableLength() {
        let scene = Scene(.values)
        #expect(scene.send(String(repeating: "a", count: 2_000), "1").reason == .topicTooLong)
        let name = String(repeating: "n", count: 300)
        #expect(scene.send("city/north/air/\(name)/no2", "1").reason == .unusableName)
        #expect(scene.send("city/north/air/a\u{1B}[2J/no2", "1").reason == .unusableName)
    }

    @Test("Values in another order, or only some of them, are still whose they are", arguments: [2, 100])
    func valuesInAnyOrder(channelLimit: Int) {
        var configuration = IngestConfiguration(subscriptions: [
            Subscription(template: filter("city/{sensor}"), format: .senml)
        ])
        configuration.channelLimit = channelLimit
        let scene = Scene(configuration)
        var generator = SeededGenerator(seed: 20_261_125)
        for _ in 0..<200 {
            let sensor = "s\(generator.next() % 3)"
            let wanted = ["no2", "co", "o3"].shuffled(using: &generator).prefix(1 + Int(generator.next() % 3))
            let values = wanted.map { (quantity: $0, value: Double(generator.next() % 1_000)) }
            let records = values.map { "{\"n\":\"\($0.quantity)\",\"v\":\($0.value)}" }
            scene.batch.removeAll()
            scene.send("city/\(sensor)", "[\(records.joined(separator: ","))]")
            #expect(scene.batch.readings.map { $0.value } == values.map { $0.value })
            for (reading, expected) in zip(scene.batch.readings, values) {
                let key = scene.catalog.descriptor(for: reading.series)?.key
                #expect(key?.sensor == sensor && key?.quantity.name == expected.quantity)
            }
        }
    }

    @Test func otherSubscriptionsTakeTheirPlaceAtOnce() {
        let scene = Scene(.values)
        scene.send(Self.no2, "1")
        scene.ingest.replaceSubscriptions([.below("city", .senml)])
        #expect(scene.send(Self.no2, "1").outcome == .malformed)
        #expect(scene.send("city/x", "[{\"n\":\"s:no2\",\"u\":\"ppb\",\"v\":1}]").bucket == .stored)
    }
}
