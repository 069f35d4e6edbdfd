import BelfryModel
import Testing

@testable import BelfryIngest

/// What stands around entities, and how they look where nothing has shortened them.
@Suite struct NGSIMessageTests {
    private static let entity = #"{"id":"urn:s:1","type":"AirQualityObserved","no2":{"type":"Property","value":22}}"#
    private static let feature =
        #"{"id":"urn:s:1","type":"Feature","geometry":{"type":"Point","coordinates":[4.4,50.8]},"#
        + #""properties":{"type":"AirQualityObserved","no2":{"value":22}}}"#
    private let scene = Scene(Subscription(template: filter("#"), format: .auto))

    @Test(arguments: [
        entity, "[\(entity)]", #"{"data":[\#(entity)]}"#, #"{"subscriptionId":"s","data":[\#(entity)]}"#,
        #"{"id":"urn:n","type":"Notification","subscriptionId":"s","notifiedAt":"2026-11-18T12:00:00Z","data":[\#(entity)]}"#,
        #"{"metadata":{"Content-Type":"application/json"},"body":{"id":"urn:n","type":"Notification","data":[\#(entity)]}}"#,
        #"{"@context":"https://example.org/c.jsonld","@graph":[\#(entity)]}"#, feature,
        #"{"type":"FeatureCollection","features":[\#(feature)]}"#,
    ])
    func anEntityIsReadWhereverItStands(_ payload: String) {
        let message = scene.decode("any/topic", payload)
        #expect(message.format == .ngsi)
        #expect(message.readings.map { "\($0.key.sensor) \($0.key.quantity.name) \($0.value)" } == ["urn:s:1 no2 22.0"])
    }

    @Test func attributesOfAnEntityAreNoEnvelope() {
        let entity = #"{"id":"e","type":"Thing","temperature":21,"data":{"value":1},"body":{"value":2},"metadata":{}}"#
        #expect(scene.decode("any/topic", entity).readings.map(\.key.quantity.name) == ["temperature"])
    }

    @Test func expandedTermsMeanTheSame() throws {
        let core = "https://uri.etsi.org/ngsi-ld/"
        let payload = """
            [{"@id":"urn:s:1","@type":["https://smartdatamodels.org/dataModel.Environment/AirQualityObserved"],
              "https://smartdatamodels.org/dataModel.Environment/no2":[{"@type":["\(core)Property"],
                "\(core)hasValue":[{"@value":40}],"\(core)unitCode":[{"@value":"61"}],
                "\(core)observedAt":[{"@type":"\(core)DateTime","@value":"2026-11-18T11:59:00Z"}]}],
              "https://smartdatamodels.org/refDevice":[{"\(core)hasObject":[{"@id":"urn:d:1"}]}]}]
            """
        let message = scene.decode("any/topic", payload)
        let reading = try #require(message.readings.first)
        #expect(message.readings.count == 1)
        #expect(reading.key.sensor == "urn:s:1")
        #expect(abs(reading.value - 76.5) < 0.1)
        #expect(reading.unit == Unit("ug/m3"))
        #expect(reading.eventTime.rfc3339 == "2026-11-18T11:59:00Z")
    }

    @Test func metadataMaySayWhenItWasObserved() {
        let no2 = #"{"value":22,"metadata":{"observedAt":"2026-11-18T11:58:00Z"}}"#
        let message = scene.decode("any/topic", #"{"id":"e","type":"AirQualityObserved","no2":\#(no2)}"#)
        #expect(message.readings.map(\.eventTime.rfc3339) == ["2026-11-18T11:58:00Z"])
    }

    @Test func aHistoryIsManyReadingsAndADeletionNone() {
        func instance(_ value: Int) -> String { #"{"value":\#(value),"observedAt":"2026-11-18T11:5\#(value):00Z"}"# }
        let history = #"{"id":"e","type":"WeatherObserved","temperature":[\#(instance(3)),\#(instance(4))]}"#
        let readings = scene.decode("any/topic", history).readings
        #expect(readings.map(\.value) == [3, 4])
        #expect(readings.map(\.eventTime.rfc3339) == ["2026-11-18T11:53:00Z", "2026-11-18T11:54:00Z"])
        let deleted = #"{"id":"e","type":"WeatherObserved","temperature":{"value":"urn:ngsi-ld:null"}}"#
        #expect(scene.decode("any/topic", deleted).reason == .noValue)
    }
}
