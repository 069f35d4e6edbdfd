import BelfryModel
import Testing

@testable import BelfryIngest

/// The many ways to write an entity: units, types, names and instances.
@Suite struct NGSIVariantTests {
    let scene = Scene(.below("ngsi", .ngsi))

    @Test func aQuantityWithoutAUnitIsAReadingOfUnknownUnit() throws {
        let message = decode(#"{"id":"a","type":"AirQualityObserved","co2":412,"no2":20}"#)
        #expect(message.readings.map(\.key.quantity.name) == ["co2", "no2"])
        let co2 = try #require(message.readings.first)
        #expect(co2.value == 412)
        #expect(co2.unit == .unknown)
        #expect(co2.flags.contains(.unitUnknown))
        let declared = decode(#"{"id":"a","type":"AirQualityObserved","co2":{"value":412,"unitCode":"59"}}"#)
        #expect(declared.readings.map(\.unit.code) == ["[ppm]"])
    }

    @Test(arguments: [
        (#""metadata":{"unitCode":{"type":"Text","value":"61"}}"#, "ug/m3"), (#""unitCode":"61""#, "ug/m3"),
        (#""unitCode":61"#, "ug/m3"), (#""unitText":"ppb""#, "ug/m3"), (#""unit":{"value":"ppb"}"#, "ug/m3"),
        (#""metadata":{"unitText":{"value":"ppb"}}"#, "ug/m3"), (#""metadata":{"unit":"ppb"}"#, "ug/m3"),
        (#""unitCode":"furlong""#, ""), (#""unitCode":true"#, ""), (#""metadata":{"unitCode":{"value":["61"]}}"#, ""),
        (#""unitCode":"parts of the whole by the billion, as it were""#, ""),
        (#""unitText":"\u0070arts of the whole by the billion, as it were""#, ""),
    ])
    func unitsAreReadWhereverTheyStand(_ declaration: String, _ unit: String) throws {
        let message = decode(#"{"id":"a","type":"AirQualityObserved","no2":{"value":40,\#(declaration)}}"#)
        let reading = try #require(message.readings.first)
        #expect(reading.unit.code == unit)
        #expect(reading.value == (unit.isEmpty ? 40 : reading.value))
        #expect(unit.isEmpty || abs(reading.value - 76.5) < 0.1)
        #expect(reading.key.sensor == "a")
    }

    @Test func escapedUnitsAreRead() {
        let message = decode(#"{"id":"a","type":"A","no2":{"value":40,"unitText":"\u00b5g/m\u00b3"}}"#)
        #expect(message.readings.map { "\($0.key.sensor) \($0.value) \($0.unit.code)" } == ["a 40.0 ug/m3"])
    }

    @Test(arguments: [
        ("P1", "%", 54), ("C62", "%", 54), ("GQ", "", 54), ("whatever", "", 54), ("", "%", 54),
    ])
    func aFractionInAUnitOfSomethingElseHasNone(_ code: String, _ unit: String, _ value: Double) throws {
        let message = decode(#"{"id":"a","type":"A","relativeHumidity":{"value":0.54,"unitCode":"\#(code)"}}"#)
        let reading = try #require(message.readings.first)
        #expect(reading.unit.code == unit)
        #expect(abs(reading.value - value) < 1e-9)
    }

    @Test func typesMayBeListsAndURIs() {
        for type in [
            #""WeatherObserved""#, #"["WeatherObserved"]"#, #"["Thing","WeatherObserved"]"#,
            #""https://smartdatamodels.org/dataModel.Weather/WeatherObserved""#,
            #"["https://uri.fiware.org/ns/data-models#WeatherObserved"]"#,
        ] {
            let payload = #"{"id":"w","type":\#(type),"precipitation":2,"temperature":3}"#
            let message = decode(payload)
            #expect(message.readings.map(\.key.quantity.name) == ["precipitation", "temperature"], "\(type)")
            #expect(Scene(.below("env", .auto)).decode("env/x", payload).format == .ngsi)
        }
        #expect(decode(#"{"id":"a","type":["Alert"],"category":"traffic"}"#).outcome == .event)
    }

    @Test func expandedNamesAreRead() {
        let message = decode(
            """
            {"id":"a","type":"https://smartdatamodels.org/dataModel.Environment/AirQualityObserved",
             "https://smartdatamodels.org/dataModel.Environment/no2":{"type":"Property","value":22,"unitCode":"GQ"},
             "https://uri.fiware.org/ns/data-models#pm10":{"type":"Property","value":9},
             "https://smartdatamodels.org/dateObserved":{"type":"Property","value":"2026-11-18T11:00:00Z"},
             "https://example.org/owner":{"type":"Property","value":7}}
            """
        )
        #expect(message.readings.map { "\($0.key.quantity.name) \($0.value)" } == ["no2 22.0", "pm10 9.0"])
        #expect(message.readings.allSatisfy { $0.eventTime.rfc3339 == "2026-11-18T11:00:00Z" })
    }

    @Test func ofSeveralInstancesTheDefaultCounts() {
        let named = #"{"type":"Property","value":22,"unitCode":"GQ","datasetId":"urn:a"}"#
        let other = #"{"type":"Property","value":25,"datasetId":"urn:b"}"#
        let plain = #"{"type":"Property","value":30}"#
        for (instances, value) in [("\(named),\(other)", 22.0), ("\(named),\(plain)", 30), ("\(plain),\(other)", 30)] {
            let message = decode("{\"id\":\"a\",\"type\":\"AirQualityObserved\",\"no2\":[\(instances)]}")
            #expect(message.readings.map(\.value) == [value])
        }
        #expect(decode(#"{"id":"a","type":"A","no2":[],"o3":[1,2],"so2":[[]],"co":[{}]}"#).readings.isEmpty)
    }

    @Test func crowdsAndCarParksAreNoTraffic() {
        let crowd = decode(
            #"{"id":"c","type":"CrowdFlowObserved","peopleCount":12,"occupancy":0.4,"averageHeadwayTime":2}"#
        )
        #expect(crowd.readings.map(\.key.quantity.name) == ["people_count", "people_occupancy", "people_headway"])
        let park = decode(#"{"id":"p","type":["OffStreetParking"],"availableSpotNumber":7,"occupancy":0.4}"#)
        #expect(park.readings.map(\.key.quantity.name) == ["free_parking_spaces", "parking_occupancy"])
    }

    @Test func lessThanNothingIsNoValue() {
        let fields = #""averageVehicleSpeed":-1,"occupancy":-1,"intensity":-1"#
        let message = decode(#"{"id":"t","type":"TrafficFlowObserved",\#(fields)}"#)
        #expect(message.readings.isEmpty)
        #expect(message.reason == .noValue)
        #expect(decode(#"{"id":"w","type":"WeatherObserved","temperature":-1}"#).readings.map(\.value) == [-1])
    }

    @Test func theModelsFurtherAttributesAreRead() {
        let message = decode(
            """
            {"id":"w","type":"WeatherObserved","LAFmax":80,"PM1.0":4}
            """
        )
        #expect(
            message.readings.map { "\($0.key.quantity.name) \($0.value) \($0.unit.code)" } == [
                "lamax 80.0 dB(A)", "pm1 4.0 ug/m3",
            ]
        )
    }

    private func decode(_ payload: String) -> DecodedMessage {
        scene.decode("ngsi/relay", payload)
    }
}
