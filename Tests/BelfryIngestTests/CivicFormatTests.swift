import BelfryModel
import Testing

@testable import BelfryIngest

/// Messages of the forms that servers push and answer with, beside those that sensors send.
@Suite struct CivicFormatTests {
    private let scene = Scene(Subscription(template: filter("#"), format: .auto))

    /// `sensor quantity value` and the seconds from the measurement to the arrival.
    private func readings(_ topic: String, _ payload: String) -> [String] {
        scene.decode(topic, payload).readings.map {
            let age = Scene.noon.nanosecondsSince($0.eventTime) / Nanoseconds.perSecond
            return "\($0.key.sensor) \($0.key.quantity.name) \($0.value) \(age)"
        }
    }

    @Test func anAirGradientSaysMinusOneWhereItHasNoValue() {
        let payload = #"{"serialno":"84","rco2":-1,"rhum":-1,"atmp":-1,"pm02":3.5,"timestamp":"2026-11-18T11:59:50Z"}"#
        #expect(readings("airgradient/readings/84", payload) == ["84 temperature -1.0 10", "84 pm2_5 3.5 10"])
    }

    @Test func sentilosPushIsAReadingOfItsSensor() {
        func push(_ type: String) -> String {
            #"{"message":"12.3","timestamp":"18/11/2026T11:59:45","topic":"/data/prov/sens","type":"\#(type)","#
                + #""sensor":"sens","provider":"prov"}"#
        }
        #expect(readings("relay/one", push("DATA")) == ["prov/sens value 12.3 15"])
        #expect(scene.decode("relay/one", push("ORDER")).outcome == .command)
        #expect(scene.decode("relay/one", push("ALARM")).outcome == .event)
        #expect(scene.decode("/order/prov/sens", #"{"order":"STOP"}"#).outcome == .command)
        #expect(scene.decode("/alert/A1", #"{"message":"high"}"#).outcome == .event)
    }

    @Test func sensorCommunitysAPINamesSensorAndTime() {
        let push =
            #"{"timestamp":"2026-11-18 11:59:21","sensor":{"id":121,"pin":"1"},"#
            + #""sensordatavalues":[{"value":"4.5","value_type":"P2"}]}"#
        #expect(readings("any", push) == ["121 pm2_5 4.5 39"])
        #expect(readings("any", "[\(push)]") == ["121 pm2_5 4.5 39"])
    }

    @Test(arguments: [
        ("v1.1/Datastreams('abc-1')/Observations", #"{"result":1.5,"phenomenonTime":null,"#),
        ("frost", #"{"result":1.5,"Datastream":{"@iot.id":"abc-1"},"phenomenonTime":null,"#),
        ("frost", #"{"result":1.5,"Datastream@iot.navigationLink":"http://h/v1.1/Datastreams('abc-1')","#),
    ])
    func oneDatastreamHasOneNameHoweverItIsWritten(_ topic: String, _ head: String) {
        #expect(readings(topic, head + #""resultTime":"2026-11-18T11:59:40Z"}"#) == ["abc-1 value 1.5 20"])
    }

    @Test func aDatastreamsOwnDescriptionIsMetadata() {
        let entity = #"{"name":"Roof","unitOfMeasurement":{"symbol":"°C"}}"#
        #expect(scene.decode("v1.1/Datastreams(7)", entity).outcome == .metadata)
    }

    @Test func twoChipsForOneQuantityAreTwoSensors() {
        func push(_ head: String) -> String {
            "{\(head)" + #""sensordatavalues":[{"value_type":"temperature","value":"20.5"},"#
                + #"{"value_type":"SDS_P2","value":"4"},{"value_type":"BME280_temperature","value":"21.5"},"#
                + #"{"value_type":"BME280_pressure","value":"100100"}]}"#
        }
        let values = [
            ("", "temperature 20.5"), ("", "pm2_5 4.0"), ("/BME280", "temperature 21.5"), ("", "pressure 1001.0"),
        ]
        #expect(readings("air/x", push(#""esp8266id":"77","#)) == values.map { "77\($0.0) \($0.1) 0" })
        #expect(readings("air/x", push("")) == values.map { "air/x\($0.0) \($0.1) 0" })
    }

    @Test func anAirGradientsTopicNamesItAndACorrectedValueIsBetterThanNone() {
        let topic = "airgradient/readings/84fce6"
        #expect(readings(topic, #"{"wifi":-50,"pm02Compensated":4.5}"#) == ["84fce6 pm2_5 4.5 0"])
        #expect(readings(topic, #"{"pm02":5,"pm02Compensated":4.5,"atmp":-1000}"#) == ["84fce6 pm2_5 5.0 0"])
    }

    @Test func anAirGradientsCloudListsMonitors() {
        let list = #"[{"serialno":"a","rco2":450,"timestamp":"2026-11-18T11:59:50Z"},{"serialno":"b","rco2":460}]"#
        #expect(readings("any/x", list) == ["a co2 450.0 10", "b co2 460.0 0"])
    }

    @Test func aSmartCitizensPositionStaysInTheDecoder() {
        let sensors = #"{"id":55,"value":21},{"id":79,"value":19},{"id":125,"value":41.4},{"id":126,"value":2.2}"#
        let decoded = scene.decode(
            "device/sck/secret/readings",
            #"{"data":[{"recorded_at":"2026-11-18T12:00:00Z","sensors":[\#(sensors)]}]}"#
        )
        #expect(decoded.readings.map(\.key.quantity.name) == ["temperature", "temperature"])
        #expect(decoded.readings.map { $0.key.sensor.hasSuffix("/external") } == [false, true])
    }

    @Test func sentilosCatalogueDescribes() {
        let catalogue = #"{"sensors":[{"sensor":"s1","type":"temperature","unit":"C"}]}"#
        #expect(scene.decode("/catalog/prov", catalogue).outcome == .metadata)
    }

    @Test func anAgentsBatchOfShortKeysIsNoSenML() {
        let batch = #"[{"t":21.5,"TimeInstant":"2026-11-18T11:59:59Z"}]"#
        let decoded = scene.decode("/json/key/dev/attrs", batch)
        #expect(decoded.format == .iotAgent)
        #expect(readings("/json/key/dev/attrs", batch) == ["dev t 21.5 1"])
        let older = Scene(Subscription(template: filter("#"), format: .iotAgent))
        #expect(older.decode("/key/dev/attrs", #"{"t":1}"#).readings.map(\.key.sensor) == ["dev"])
        #expect(older.decode("/key/dev/attrs/t", "1").readings.map(\.key.sensor) == ["dev"])
    }
}
