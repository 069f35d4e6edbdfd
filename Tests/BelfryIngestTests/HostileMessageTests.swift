import BelfryModel
import Testing

@testable import BelfryIngest

/// Messages whose parts contradict each other: each has an outcome, and none may end the daemon.
@Suite struct HostileMessageTests {
    private static func scene() -> Scene {
        Scene(Subscription(template: filter("#"), format: .auto, agency: "env"))
    }

    @Test(
        "A day with full stops and slashes at once is no time",
        arguments: ["ab.c/.e/gh", "ab.c/.e/ghijklmnop", "12.4/.6/89T12:00:00Z", "....//....", "////.//.//"]
    )
    func timesOfTwoKinds(_ text: String) {
        let scene = Self.scene()
        let entity = "{\"id\":\"x\",\"type\":\"AirQualityObserved\",\"no2\":5,\"dateObserved\":\"\(text)\"}"
        let reading = scene.decode("env/x", entity).readings.first
        #expect(reading?.timeSource == .arrival)
        let telemetry = "{\"Time\":\"\(text)\",\"AM2301\":{\"Temperature\":1},\"TempUnit\":\"C\"}"
        #expect(scene.decode("tele/x/SENSOR", telemetry).readings.first?.timeSource == .arrival)
    }

    @Test("A device's one value beside a list of measurands")
    func propertyBesideMeasurands() {
        let entity = """
            {"id":"x","type":"Device","controlledProperty":"foo","value":1,"measurand":["NO2, 69, ug/m3, nitrogen dioxide"]}
            """
        let readings = Self.scene().decode("env/x", entity).readings
        #expect(readings.contains { $0.key.quantity.name == "no2" && $0.value == 69 })
    }

    @Test("Values of a MultiDatastream beyond its properties are told apart by their place")
    func moreValuesThanProperties() {
        let observation = """
            {"result":[1,2,3],"phenomenonTime":"2026-11-18T12:00:00Z","MultiDatastream":{"@iot.id":7,
             "ObservedProperties":[{"name":"temperature"}],"unitOfMeasurements":[{"symbol":"Cel"},{"symbol":"%"}]}}
            """
        let decoded = Self.scene().decode("v1.1/MultiDatastreams(7)/Observations", observation)
        #expect(decoded.readings.map(\.key.sensor) == ["7", "7/2", "7/3"])
        #expect(decoded.readings.map(\.value) == [1, 2, 3])
    }
}
