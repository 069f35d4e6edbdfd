import BelfryModel
import Testing

@testable import BelfryIngest

/// Plain values: one number, and everything else that devices send in its place.
@Suite struct ValueDecoderTests {
    let scene = Scene(.values)

    @Test(arguments: [
        ("57.5", 57.5), (" 57.5\r\n", 57.5), ("+57.5", 57.5), ("5.75e1", 57.5), ("057.5", 57.5), ("0", 0), ("-3", -3),
        ("57.5\0", 57.5),
    ])
    func numbers(_ payload: String, _ value: Double) throws {
        let message = scene.decode("city/north/traffic/tls-1/speed", payload)
        let reading = try #require(message.readings.first)
        #expect(reading.value == value)
        #expect(reading.unit == Unit("km/h"))
        #expect(reading.key == SeriesKey(agency: "traffic", sensor: "tls-1", quantity: Quantity("speed")))
        #expect(reading.eventTime == scene.now)
        #expect(reading.timeSource == .arrival)
        #expect(reading.quality == .good)
    }

    @Test(
        arguments: [
            ("21,5", .undecoded, .notANumber), ("true", .undecoded, .notANumber), ("ON", .undecoded, .notANumber),
            ("21.5 km/h", .undecoded, .notANumber), ("{\"v\":1}", .undecoded, .notANumber),
            ("  ", .undecoded, .notANumber),
            ("1e400", .undecoded, .notFinite), ("nan", .ignored, .noValue), ("NaN", .ignored, .noValue),
            ("null", .ignored, .noValue), ("nr", .ignored, .noValue), ("N/A", .ignored, .noValue),
            ("unavailable", .ignored, .noValue), ("unknown", .ignored, .noValue), ("UNDEF", .ignored, .noValue),
            ("inf", .undecoded, .notANumber), ("", .malformed, .emptyPayload), ("AB-123-CD", .undecoded, .notANumber),
        ] as [(String, Outcome, Reason)]
    )
    func everythingElse(_ payload: String, _ outcome: Outcome, _ reason: Reason) {
        let message = scene.decode("city/north/traffic/tls-1/speed", payload)
        #expect(message.outcome == outcome)
        #expect(message.reason == reason)
        #expect(!message.explanation.isEmpty)
        #expect(message.readings.isEmpty)
    }

    @Test func theSubscriptionDeclaresTheUnit() throws {
        let reading = try #require(scene.decode("city/north/air/a-7/no2", "100").readings.first)
        #expect(reading.unit == Unit("ug/m3"))
        #expect(abs(reading.value - 191.25) < 0.1)
    }

    @Test func aValueWithoutAUnitIsOfUnknownUnitAndNotGuessed() throws {
        let reading = try #require(scene.decode("city/north/air/a-7/pm10", "41").readings.first)
        #expect(reading.unit == .unknown)
        #expect(reading.value == 41)
        #expect(reading.quality == .unknown)
        #expect(reading.flags == .unitUnknown)
    }

    @Test func aCountNeedsNoUnit() throws {
        let reading = try #require(scene.decode("city/north/safety/gate-1/people_count", "12").readings.first)
        #expect(reading.unit == Unit("1"))
        #expect(reading.quality == .good)
    }

    @Test func aTopicWithoutAQuantityCannotCarryAPlainValue() {
        let scene = Scene(.below("env", .value))
        #expect(scene.decode("env/a-7", "21.5").reason == .noQuantity)
    }

    @Test func topicQuantitiesAreSpeltInManyWays() {
        for (spelling, quantity) in [
            ("PM2.5", "pm2_5"), ("pm25", "pm2_5"), ("vehicle-speed", "speed"), ("Temp", "temperature"),
        ] {
            #expect(scene.decode("city/north/air/a-7/\(spelling)", "1").readings.first?.key.quantity.name == quantity)
        }
        #expect(scene.decode("city/north/air/a-7/öl", "1").readings.first?.key.quantity.name == "l")
        #expect(scene.decode("city/north/air/a-7/7", "1").reason == .unusableName)
    }

    @Test func aUnitIsFoundUnderTheSensorsSpellingOfTheQuantity() {
        let template = filter("city/{sensor}/{quantity}")
        let scene = Scene(Subscription(template: template, format: .value, units: ["humidity": Unit("%")]))
        scene.send("city/a/humidity", "70")
        scene.send("city/b/relative_humidity", "71")
        #expect(scene.batch.readings.map(\.quality) == [.good, .good])
    }
}
