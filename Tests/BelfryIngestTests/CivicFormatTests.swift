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

    @Test func aDatastreamsOwnDescriptionIsMetadataAndManyResultsAreNotGuessed() {
        let entity = #"{"name":"Roof","unitOfMeasurement":{"symbol":"°C"}}"#
        #expect(scene.decode("v1.1/Datastreams(7)", entity).outcome == .metadata)
        let several = scene.decode("v1.1/MultiDatastreams(7)/Observations", #"{"result":[25,65]}"#)
        #expect(several.outcome == .undecoded && several.detail.contains("MultiDatastream"))
    }
}
