import BelfryModel
import Testing

@testable import BelfryIngest

/// FIWARE NGSIv2: entities as their models define them, and as devices send them.
@Suite struct NGSIDecoderTests {
    let scene = Scene(.below("ngsi", .ngsi))

    @Test func normalizedAttributesCarryUnitCodes() {
        let message = decode(
            """
            {"id":"aq-12","type":"AirQualityObserved","dateObserved":{"type":"DateTime","value":"2026-11-18T11:00:00Z"},
             "NO2":{"type":"Number","value":40,"metadata":{"unitCode":{"type":"Text","value":"61"}}},
             "PM2.5":{"type":"Number","value":8.5},"address":{"type":"Text","value":"1 Rue Jean Dupont"}}
            """
        )
        #expect(message.readings.map(\.key.identity) == ["env/aq-12/no2", "env/aq-12/pm2_5"])
        #expect(abs(message.readings[0].value - 76.5) < 0.1)
        #expect(message.readings[1].value == 8.5)
        #expect(message.readings.allSatisfy { $0.eventTime.rfc3339 == "2026-11-18T11:00:00Z" && $0.quality == .good })
    }

    @Test func notificationsCarrySeveralEntities() {
        let message = decode(
            """
            {"subscriptionId":"5f","data":[
             {"id":"a","type":"WeatherObserved","temperature":1,"dateObserved":"2026-11-18T11:00:00Z"},
             {"id":"b","type":"WeatherObserved","temperature":2,"dateObserved":"2026-11-18T11:05:00Z"}]}
            """
        )
        #expect(message.readings.map(\.key.sensor) == ["a", "b"])
        #expect(message.readings.map(\.eventTime.rfc3339) == ["2026-11-18T11:00:00Z", "2026-11-18T11:05:00Z"])
    }

    @Test(arguments: [
        ("\"id\":\"Madrid-2026-11-18T11:00:00\",\"refPointOfInterest\":\"28079004\"", "28079004"),
        (
            "\"id\":\"W-2026-11-18T07:00:00.00Z\",\"refDevice\":{\"type\":\"Relationship\",\"object\":\"dev-3\"}",
            "dev-3"
        ),
        ("\"id\":\"W-2026-11-18\",\"refDevice\":[\"dev-4\",\"dev-5\"]", "dev-4"),
        ("\"id\":\"Noise-2026-12-28T11:00:00_2026-12-28T12:00:00\"", "Noise"),
        ("\"id\":\"N-20261228T110000Z-east\"", "N-east"), ("\"id\":\"aq-12\",\"refDevice\":\"dev-6\"", "aq-12"),
        ("\"id\":\"aq-12\",\"stationID\":{\"type\":\"Text\",\"value\":\"FWR013\"}", "FWR013"),
        ("\"id\":\"road-2026\"", "road-2026"), ("\"id\":\"12026-11-18\"", "12026-11-18"),
        ("\"id\":\"W-2026-11-18T07:00:00-05:00\"", "W"), ("\"id\":\"W-2026-11-18T07:00:00.000-0530-east\"", "W-east"),
        ("\"id\":\"W-2026-11-18T07:00:00+0100\"", "W"), ("\"id\":\"W-2026-11-18T07-00-00\"", "W"),
        ("\"id\":\"W-2026-11-18T07:00-lane2\"", "W-lane2"), ("\"id\":\"W-2026-11-18T07:00:00-1234\"", "W-1234"),
        ("\"id\":\"W-2026-11-18_07:00:00\"", "W"), ("\"id\":\"W:20261118T0700\"", "W"),
        ("\"id\":\"W:20261118T070000-0500\"", "W"),
        ("\"id\":\"W-20261118\"", "W"), ("\"id\":\"W-20261118-3\"", "W-3"), ("\"id\":\"28079004\"", "28079004"),
        ("\"id\":\"W-20261399\"", "W-20261399"), ("\"id\":\"W-202611180700\"", "W"),
        ("\"id\":\"W:1795003190\"", "W"), ("\"id\":\"W:1795003190123:b\"", "W:b"),
        ("\"id\":\"dev-0123456789\"", "dev-0123456789"), ("\"id\":\"dev-a1795003190\"", "dev-a1795003190"),
        ("\"id\":\"dev-17950031901\"", "dev-17950031901"),
        ("\"id\":\"urn:ngsi-ld:A:RZ:Obsv4567\",\"refDevice\":\"urn:ngsi-ld:Device:9\"", "urn:ngsi-ld:Device:9"),
        ("\"id\":\"urn:ngsi-ld:A:RZ:Obsv4567\"", "urn:ngsi-ld:A:RZ:Obsv4567"),
        ("\"id\":\"urn:ngsi-ld:A:Observatory4\",\"refDevice\":\"d\"", "urn:ngsi-ld:A:Observatory4"),
    ])
    func identitiesAreStable(_ fields: String, _ sensor: String) {
        let message = decode("{\(fields),\"type\":\"WeatherObserved\",\"temperature\":3}")
        #expect(message.readings.map(\.key.sensor) == [sensor])
    }

    @Test func theEndOfAnIntervalIsTheTimeAndZonesGoFirst() {
        let message = decode(
            """
            {"id":"t","type":"TrafficFlowObserved","dateObserved":"2026-11-18T11:10:00/2026-11-18T11:15:00",
             "dateObservedFrom":"2026-11-18T10:10:00Z","dateObservedTo":"2026-11-18T10:15:00Z","averageVehicleSpeed":50}
            """
        )
        #expect(message.readings.first?.eventTime.rfc3339 == "2026-11-18T10:15:00Z")
        #expect(message.readings.first?.quality == .good)
    }

    @Test func timesWithoutAZoneAreReadInTheConfiguredOne() throws {
        let payload = "{\"id\":\"t\",\"type\":\"W\",\"dateObserved\":\"2026-11-18T11:00:00\",\"temperature\":3}"
        let zone = TimeZoneRule(offsetSeconds: 3_600)
        let local = try #require(Scene(.below("ngsi", .ngsi, zone: zone)).decode("ngsi/x", payload).readings.first)
        #expect(local.eventTime.rfc3339 == "2026-11-18T10:00:00Z")
        #expect(local.quality == .good)
        let unknown = try #require(decode(payload).readings.first)
        #expect(unknown.eventTime.rfc3339 == "2026-11-18T11:00:00Z")
        #expect(unknown.flags == .clock)
        #expect(unknown.quality == .suspect)
    }

    @Test(
        arguments: [
            ("0.54", "", 54, QualityFlags()), ("1", "", 100, []), ("0", "", 0, []), ("0.54", "P1", 54, .contradiction),
            ("54", "P1", 54, []), ("54", "", 54, .contradiction), ("0", "P1", 0, []),
        ] as [(String, String, Double, QualityFlags)]
    )
    func fractionsAndPercentsAreToldApart(
        _ value: String,
        _ unit: String,
        _ percent: Double,
        _ flags: QualityFlags
    ) throws {
        let metadata = unit.isEmpty ? "" : ",\"metadata\":{\"unitCode\":{\"value\":\"\(unit)\"}}"
        let message = decode("{\"id\":\"t\",\"type\":\"W\",\"relativeHumidity\":{\"value\":\(value)\(metadata)}}")
        let reading = try #require(message.readings.first)
        #expect(abs(reading.value - percent) < 1e-9)
        #expect(reading.flags == flags)
        #expect(reading.unit == Unit("%"))
    }

    @Test func intensityIsACountInItsPeriod() {
        let period = "\"dateObserved\":\"2026-11-18T11:10:00Z/2026-11-18T11:15:00Z\""
        let message = decode("{\"id\":\"t\",\"type\":\"TrafficFlowObserved\",\"intensity\":197,\(period)}")
        #expect(message.readings.map(\.key.quantity.name) == ["flow"])
        #expect(message.readings.map(\.value) == [2_364])
        #expect(message.readings.map(\.unit.code) == ["1/h"])
        let unknown = decode("{\"id\":\"t\",\"type\":\"TrafficFlowObserved\",\"intensity\":197}")
        #expect(unknown.readings.map(\.key.quantity.name) == ["vehicle_count"])
        #expect(unknown.readings.map(\.value) == [197])
    }

    @Test func missingValuesAreNotZero() {
        let message = decode(
            "{\"id\":\"t\",\"type\":\"A\",\"co\":\"nr\",\"no\":null,\"no2\":\"\",\"o3\":\"NaN\",\"so2\":\"12.5\",\"pm10\":false}"
        )
        #expect(message.readings.map(\.key.quantity.name) == ["so2"])
        #expect(message.readings.map(\.value) == [12.5])
        #expect(decode("{\"id\":\"t\",\"type\":\"A\",\"co\":\"nr\",\"no\":null}").reason == .noValue)
    }

    @Test func theOlderMeasurandListGivesUnitsAndValues() {
        let message = decode(
            """
            {"id":"cdmx-1","type":"AirQualityObserved","CO":"nr","NO2":"69",
             "measurand":["NO2, 69, PPB, Nitrogen Dioxide","03, 20, PPB, Ozone","CO, nr, PPM, Carbon Monoxide"]}
            """
        )
        #expect(message.readings.map(\.key.quantity.name) == ["no2", "o3"])
        #expect(message.readings.map { $0.value.rounded() } == [132, 40])
    }

    @Test func onlyTheAllowListIsRead() {
        let message = decode(
            """
            {"id":"cam-1","type":"Camera","vehiclePlateIdentifier":"AB-123-CD","owner":{"value":"John Smith"},
             "macAddress":"aa:bb:cc:dd:ee:ff","reliability":0.7,"co2":69}
            """
        )
        #expect(message.outcome == .undecoded)
        #expect(message.reason == .noKnownQuantity)
    }

    @Test(
        arguments: [
            ("{\"id\":\"Alert:1\",\"type\":\"Alert\",\"category\":\"traffic\"}", .event, .alert),
            ("{\"type\":\"W\",\"temperature\":3}", .undecoded, .noSensor), ("3", .malformed, .wrongType),
            ("[1]", .undecoded, .wrongType), ("{\"id\":7,\"temperature\":1}", .undecoded, .noSensor),
            ("{\"id\":\"t\",\"type\":\"W\",\"temperature\":1e400}", .undecoded, .notFinite),
            ("{\"id\":\"t\",\"type\":\"W\",\"temperature\":{\"value\":{\"a\":1}}}", .undecoded, .notANumber),
        ] as [(String, Outcome, Reason)]
    )
    func refusals(_ payload: String, _ outcome: Outcome, _ reason: Reason) {
        let message = decode(payload)
        #expect(message.outcome == outcome)
        #expect(message.reason == reason)
    }

    @Test func aBrokenLocationHarmsNothing() {
        let location = "{\"type\":\"StructuredValue\",\"value\":{\"type\":\"LineString\",\"coordinates\":[51.2,4.4]}}"
        #expect(decode("{\"id\":\"t\",\"type\":\"W\",\"temperature\":3,\"location\":\(location)}").readings.count == 1)
    }

    private func decode(_ payload: String) -> DecodedMessage {
        scene.decode("ngsi/relay", payload)
    }
}
