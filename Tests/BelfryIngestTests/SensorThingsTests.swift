import BelfryModel
import Testing

@testable import BelfryIngest

/// Observations by ones and by many, and the Datastreams around them.
@Suite struct SensorThingsTests {
    private let scene = Scene(Subscription(template: filter("#"), format: .auto))

    /// `sensor quantity value unit` and the second of the minute.
    private func readings(_ topic: String, _ payload: String) -> [String] {
        scene.decode(topic, payload).readings.map {
            "\($0.key.sensor) \($0.key.quantity.name) \($0.value) \($0.unit.code) \($0.eventTime.rfc3339.suffix(3))"
        }
    }

    private static let time = #""phenomenonTime":"2026-11-18T11:59:07Z""#

    @Test func aMultiDatastreamNamesEachOfItsValues() {
        let stream =
            #""MultiDatastream":{"@iot.id":4,"unitOfMeasurements":[{"symbol":"\u00b0C"},{"symbol":"%"}],"#
            + #""ObservedProperties":[{"name":"Temperature"},{"name":"Relative Humidity"}]}"#
        #expect(
            readings("v1.1/Observations", #"{"result":[21.5,null],\#(Self.time),\#(stream)}"#)
                == ["4 temperature 21.5 Cel 07Z"]
        )
        #expect(
            readings("v1.1/MultiDatastreams(4)/Observations", #"{"result":[21.5,40],\#(Self.time)}"#)
                == ["4/1 value 21.5  07Z", "4/2 value 40.0  07Z"]
        )
    }

    @Test func aDataArrayIsManyObservations() {
        let array =
            #"[{"Datastream":{"@iot.id":7},"components":["phenomenonTime","result","FeatureOfInterest/id"],"#
            + #""dataArray":[["2026-11-18T11:59:01Z",1.5,3],["2026-11-18T11:59:02Z",null,3],["2026-11-18T11:59:03Z",2,3]]},"#
            + #"{"Datastream":{"@iot.id":8},"components":["result","resultTime"],"dataArray":[[9,"2026-11-18T11:59:04Z"]]}]"#
        #expect(readings("v1.1/x", array) == ["7 value 1.5  01Z", "7 value 2.0  03Z", "8 value 9.0  04Z"])
        #expect(readings("v1.1/x", #"{"value":\#(array)}"#).count == 3)
    }

    @Test func whatIsExpandedIsReadFromWhereverItHangs() {
        let observations = #""Observations":[{"result":5,\#(Self.time)}]"#
        let stream =
            #"{"@iot.id":7,"name":"NO2","unitOfMeasurement":{"symbol":"ppb","name":"x"},"#
            + #""ObservedProperty":{"name":"NO2"},\#(observations)}"#
        let thing = #"{"@iot.id":1,"name":"Roof","properties":{"owner":"J. Doe"},"Datastreams":[\#(stream)]}"#
        for payload in [stream, thing, #"{"value":[\#(thing)]}"#] {
            let names = scene.decode("sta/x", payload).readings.map { "\($0.key.sensor) \($0.key.quantity.name)" }
            #expect(names == ["7 no2"])
        }
        #expect(scene.decode("sta/x", #"{"@iot.id":1,"name":"Roof","Datastreams":[]}"#).outcome == .metadata)
    }

    @Test func selectedFieldsAndTruthsAreObservations() {
        #expect(
            readings("v1.1/Datastreams(7)/Observations?$select=result", #"{"result":true}"#) == ["7 value 1.0  00Z"]
        )
        let unit = #"{"symbol":"","name":"degree Celsius"}"#
        let stream = #"{"@iot.id":7,"unitOfMeasurement":\#(unit),"ObservedProperty":{"name":"Air Temperature"}}"#
        #expect(
            readings("v1.1/Observations", #"{"result":"3.5",\#(Self.time),"Datastream":\#(stream)}"#)
                == ["7 temperature 3.5 Cel 07Z"]
        )
    }

    @Test func anIntervalMayBeAnObject() {
        let time = #""phenomenonTime":{"start":"2026-11-18T11:00:00Z","end":"2026-11-18T11:59:09Z"}"#
        #expect(readings("v2.0/Datastreams(7)/Observations", #"{"result":1,\#(time)}"#) == ["7 value 1.0  09Z"])
    }

    @Test func endlessNestingEnds() {
        let deep =
            String(repeating: "[", count: 12) + #"{"result":1,"phenomenonTime":null}"#
            + String(repeating: "]", count: 12)
        let declared = Scene(Subscription(template: filter("#"), format: .sensorThings))
        #expect(declared.decode("v1.1/Datastreams(7)/Observations", deep).readings.isEmpty)
    }
}
