import BelfryModel
import Testing

@testable import BelfryIngest

/// A location that is written the wrong way round marks the readings and costs none.
@Suite struct PayloadCoordinatesTests {
    private static let helsinki = Location(longitude: 24.9384, latitude: 60.1699)
    private static let sydney = Location(longitude: 151.2, latitude: -33.9)

    private func flags(_ location: String, city: Location?) throws -> QualityFlags {
        var configuration = IngestConfiguration(subscriptions: [.below("ngsi", .ngsi)])
        configuration.cityLocation = city
        let entity = #"{"id":"s","type":"WeatherObserved","temperature":3,"location":\#(location)}"#
        return try #require(Scene(configuration).decode("ngsi/x", entity).readings.first).flags
    }

    @Test(
        arguments: [
            (#"{"type":"Point","coordinates":[24.94,60.17]}"#, false),
            (#"{"type":"Point","coordinates":[60.17,24.94]}"#, true),
            (#"{"type":"geo:json","value":{"type":"Point","coordinates":[60.17,24.94]}}"#, true),
            (#"{"type":"GeoProperty","value":{"type":"Point","coordinates":[60.17,24.94,12]}}"#, true),
            // Invalid, and seen: a line of one bare pair.
            (#"{"type":"geo:json","value":{"type":"LineString","coordinates":[60.17,24.94]}}"#, true),
            (#"{"type":"geo:json","value":{"type":"LineString","coordinates":[[60.17,24.94],[60.2,24.9]]}}"#, true),
            (#"{"type":"Polygon","coordinates":[[[24.94,60.17],[24.95,60.17]]]}"#, false),
            (#"{"type":"geo:point","value":"60.17, 24.94"}"#, false),
            (#"{"type":"geo:point","value":"24.94, 60.17"}"#, true),
            // Another city altogether, either way round.
            (#"{"type":"Point","coordinates":[-3.7,40.4]}"#, false), (#"{"type":"Point","coordinates":[]}"#, false),
            (#"{"type":"Point","coordinates":["60.17","24.94"]}"#, false), (#""Mannerheimintie 1""#, false),
            (#"{"type":"Point","coordinates":[[[[[60.17,24.94]]]]]}"#, false), ("null", false), ("7", false),
        ] as [(String, Bool)]
    )
    func againstTheCity(_ location: String, _ isSwapped: Bool) throws {
        #expect(try flags(location, city: Self.helsinki).contains(.coordinatesSwapped) == isSwapped)
        #expect(try !flags(location, city: nil).contains(.coordinatesSwapped))
    }

    @Test func aLatitudeBeyondThePoleTellsByItself() throws {
        let swapped = #"{"type":"Point","coordinates":[-33.9,151.2]}"#
        #expect(try flags(swapped, city: nil) == .coordinatesSwapped)
        #expect(try flags(swapped, city: Self.sydney) == .coordinatesSwapped)
        #expect(try flags(#"{"type":"Point","coordinates":[151.2,-33.9]}"#, city: Self.sydney) == [])
        #expect(try flags(#"{"type":"Point","coordinates":[500,151.2]}"#, city: Self.sydney) == [])
    }

    @Test func aCityWhereBothAreAlikeTellsNothing() throws {
        let city = Location(longitude: 44.5, latitude: 45.1)
        #expect(try flags(#"{"type":"Point","coordinates":[45.1,44.5]}"#, city: city) == [])
    }

    @Test func itMarksTheReadingAndNothingElseOfTheMessage() {
        var configuration = IngestConfiguration(subscriptions: [.below("ngsi", .ngsi)])
        configuration.cityLocation = Self.helsinki
        let scene = Scene(configuration)
        scene.send(
            "ngsi/x",
            #"""
            {"subscriptionId":"1","data":[
            {"id":"a","type":"WeatherObserved","temperature":1,"location":{"coordinates":[24.94,60.17]}},
            {"id":"b","type":"WeatherObserved","temperature":2,"location":{"coordinates":[60.17,24.94]}},
            {"id":"c","type":"WeatherObserved","temperature":3}]}
            """#
        )
        #expect(scene.batch.readings.map(\.value) == [1, 2, 3])
        #expect(scene.batch.readings.map(\.quality) == [.good, .suspect, .good])
    }

    @Test(arguments: [("60.17 24.94", false), ("24.94 60.17", true), ("24.94", false)])
    func sentiloWritesTheLatitudeFirst(_ location: String, _ isSwapped: Bool) throws {
        var configuration = IngestConfiguration(
            subscriptions: [Subscription(template: filter("/data/#"), format: .sentilo, units: ["no2": Unit("ug/m3")])]
        )
        configuration.cityLocation = Self.helsinki
        let payload = #"{"observations":[{"value":"12.3","location":"\#(location)"},{"value":"12.4"}]}"#
        let readings = Scene(configuration).decode("/data/rec/RE0012", payload).readings
        #expect(readings.map { $0.flags.contains(.coordinatesSwapped) } == [isSwapped, false])
    }

    @Test func topicAndPayloadThatNameDifferentSensorsAreMarked() throws {
        let mapping = try JSONMapping(
            sensor: .pointer(pointer("/id")),
            readings: [.init(quantity: Quantity("no2"), pointer: pointer("/no2"), unit: Unit("ug/m3"))]
        )
        let scene = Scene(Subscription(template: filter("acme/{sensor}/up"), format: .json, mapping: mapping))
        for (identifier, flags) in [("a-7", QualityFlags()), ("urn:a-7", []), ("a-8", .identityConflict)] {
            let reading = try #require(scene.decode("acme/a-7/up", #"{"id":"\#(identifier)","no2":1}"#).readings.first)
            #expect(reading.flags == flags)
            #expect(reading.quality == (flags.isEmpty ? .good : .suspect))
        }
    }
}
