import BelfryModel
import Testing

@testable import BelfryIngest

/// Any vendor's JSON through a mapping.
@Suite struct MappedJSONDecoderTests {
    @Test func pointersFindSensorTimeAndValues() throws {
        let scene = try scene(
            sensor: .pointer(pointer("/dev/id")),
            time: JSONMapping.Time(pointer: pointer("/t"), encoding: .epochMilliseconds),
            [
                JSONMapping.Value(quantity: Quantity("no2"), pointer: pointer("/gas/no2"), unit: Unit("[ppb]")),
                JSONMapping.Value(quantity: Quantity("battery"), pointer: pointer("/bat"), unit: Unit("%"), scale: 0.1),
            ]
        )
        let message = scene.decode(
            "acme/x",
            "{\"dev\":{\"id\":\"a-7\"},\"t\":1795003200123,\"gas\":{\"no2\":10},\"bat\":987}"
        )
        #expect(message.readings.map(\.key.identity) == ["acme/a-7/no2", "acme/a-7/battery"])
        #expect(abs(message.readings[0].value - 19.125) < 0.01)
        #expect(abs(message.readings[1].value - 98.7) < 1e-9)
        #expect(message.readings.allSatisfy { $0.eventTime.nanoseconds == 1_795_003_200_123_000_000 })
        #expect(message.readings.allSatisfy { $0.timeSource == .payload })
    }

    @Test func foreachReadsElementByElement() throws {
        let scene = try scene(
            sensor: .pointer(pointer("/id")),
            time: JSONMapping.Time(pointer: pointer("/when")),
            [JSONMapping.Value(quantity: Quantity("speed"), pointer: pointer("/kmh"), unit: Unit("km/h"))],
            foreach: pointer("/loops")
        )
        let message = scene.decode(
            "acme/x",
            """
            {"when":"2026-11-18T11:00:00Z","loops":[{"id":"l1","kmh":50},{"id":7,"kmh":"51.5"},{"kmh":52},
             {"id":"l4","kmh":null},{"id":"l5","kmh":53,"when":"2026-11-18T11:01:00Z"}]}
            """
        )
        #expect(message.readings.map(\.key.sensor) == ["l1", "7", "l5"])
        #expect(message.readings.map(\.value) == [50, 51.5, 53])
        #expect(
            message.readings.map(\.eventTime.rfc3339).suffix(2) == ["2026-11-18T11:00:00Z", "2026-11-18T11:01:00Z"]
        )
    }

    @Test func wordsStandForNumbers() throws {
        let words = ["open": 1.0, "closed": 0, "true": 5]
        let scene = try scene([
            JSONMapping.Value(quantity: Quantity("gate_open"), pointer: pointer("/gate"), words: words)
        ])
        let values = ["\"open\"", "\"closed\"", "true", "3", "\"ajar\"", "false"].map {
            scene.decode("acme/x", "{\"gate\":\($0)}").readings.first?.value
        }
        #expect(values == [1, 0, 5, 3, nil, nil])
    }

    @Test(
        arguments: [
            (JSONMapping.TimeEncoding.rfc3339, "\"2026-11-18T13:00:00+01:00\"", 1_795_003_200_000_000_000),
            (.rfc3339, "\"2026-11-18T13:00:00\"", 1_795_003_200_000_000_000),
            (.epochSeconds, "1795003200.25", 1_795_003_200_250_000_000),
            (.epochSeconds, "\"1795003200\"", 1_795_003_200_000_000_000),
            (.epochNanoseconds, "1795003200000000001", 1_795_003_200_000_000_001),
            (.automatic, "\"2026-11-18T13:00:00\"", 1_795_003_200_000_000_000),
            (.automatic, "1795003200.5", 1_795_003_200_500_000_000),
            (.automatic, "1795003200250", 1_795_003_200_250_000_000),
            (.automatic, "1795003200250001", 1_795_003_200_250_001_000),
            (.automatic, "1795003200250001002", 1_795_003_200_250_001_002),
        ] as [(JSONMapping.TimeEncoding, String, Int64)]
    )
    func timesAreRead(_ encoding: JSONMapping.TimeEncoding, _ text: String, _ nanoseconds: Int64) throws {
        let zone = TimeZoneRule(offsetSeconds: 3_600)
        let scene = try scene(
            time: JSONMapping.Time(pointer: pointer("/t"), encoding: encoding, zone: zone),
            [JSONMapping.Value(quantity: Quantity("speed"), pointer: pointer("/v"), unit: Unit("km/h"))]
        )
        let reading = try #require(scene.decode("acme/x", "{\"t\":\(text),\"v\":1}").readings.first)
        #expect(reading.eventTime.nanoseconds == nanoseconds)
        #expect(reading.flags.isEmpty)
    }

    @Test(arguments: ["\"soon\"", "true", "{}", "1e400", "\"2026-13-01T00:00:00Z\""])
    func timesThatAreNoneGiveWayToTheArrival(_ text: String) throws {
        let scene = try scene(
            time: JSONMapping.Time(pointer: pointer("/t"), encoding: text.hasPrefix("\"") ? .rfc3339 : .epochSeconds),
            [JSONMapping.Value(quantity: Quantity("speed"), pointer: pointer("/v"), unit: Unit("km/h"))]
        )
        let reading = try #require(scene.decode("acme/x", "{\"t\":\(text),\"v\":1}").readings.first)
        #expect(reading.eventTime == scene.now)
        #expect(reading.flags == .clock)
        #expect(reading.quality == .suspect)
    }

    @Test(
        arguments: [
            ("{}", .undecoded, .mappingFoundNothing), ("[]", .undecoded, .mappingFoundNothing),
            ("1", .undecoded, .mappingFoundNothing),
            ("{\"v\":null}", .ignored, .noValue), ("{\"v\":\"ON\"}", .undecoded, .notANumber),
            ("{\"v\":{}}", .undecoded, .notANumber),
            ("{\"v\":1e400}", .undecoded, .notFinite), ("{\"v\":NaN}", .malformed, .notJSON),
        ] as [(String, Outcome, Reason)]
    )
    func refusals(_ payload: String, _ outcome: Outcome, _ reason: Reason) throws {
        let scene = try scene([JSONMapping.Value(quantity: Quantity("speed"), pointer: pointer("/v"))])
        let message = scene.decode("acme/x", payload)
        #expect(message.outcome == outcome)
        #expect(message.reason == reason)
    }

    @Test func aMappingIsCheckedWhenItIsMade() {
        let value = JSONMapping.Value(quantity: Quantity("speed"), pointer: pointer("/v"))
        #expect(throws: JSONMapping.Fault.noReadings) { try JSONMapping(readings: []) }
        #expect(throws: JSONMapping.Fault.badQuantity("Speed!")) {
            try JSONMapping(readings: [JSONMapping.Value(quantity: Quantity("Speed!"), pointer: pointer("/v"))])
        }
        #expect(throws: JSONMapping.Fault.badScale(quantity: "speed")) {
            try JSONMapping(readings: [
                JSONMapping.Value(quantity: Quantity("speed"), pointer: pointer("/v"), scale: .nan)
            ])
        }
        #expect(throws: JSONMapping.Fault.badSensor("")) { try JSONMapping(sensor: .constant(""), readings: [value]) }
        #expect(throws: JSONMapping.Fault.tooManyReadings(300)) {
            try JSONMapping(readings: Array(repeating: value, count: 300))
        }
    }

    private func scene(
        sensor: JSONMapping.SensorSource = .topic,
        time: JSONMapping.Time? = nil,
        _ readings: [JSONMapping.Value],
        foreach: JSONPointer? = nil
    ) throws -> Scene {
        let mapping = try JSONMapping(sensor: sensor, time: time, readings: readings, foreach: foreach)
        return Scene(Subscription(template: filter("acme/#"), format: .json, agency: "acme", mapping: mapping))
    }
}
