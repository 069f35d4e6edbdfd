import BelfryModel
import Testing

@testable import BelfryIngest

/// When an entity was observed: the end of its window, whichever way the window is written.
@Suite struct NGSITimeTests {
    let scene = Scene(.below("ngsi", .ngsi))

    @Test(arguments: [
        (#""dateObserved":"2026-11-18T11:15:00Z""#, "2026-11-18T11:15:00Z"),
        (#""dateObserved":1795000500"#, "2026-11-18T11:15:00Z"),
        (#""dateObserved":{"type":"Number","value":1795000500.5}"#, "2026-11-18T11:15:00.500Z"),
        (#""dateObserved":1795000500123"#, "2026-11-18T11:15:00.123Z"),
        (#""dateObserved":"1795000500""#, "2026-11-18T11:15:00Z"),
        (#""dateObserved":"2026-11-18T11:10:00Z/2026-11-18T11:15:00Z""#, "2026-11-18T11:15:00Z"),
        (#""dateObserved":"2026-11-18T11:10:00Z/PT5M""#, "2026-11-18T11:15:00Z"),
        (#""dateObserved":"PT5M/2026-11-18T11:15:00Z""#, "2026-11-18T11:15:00Z"),
        (#""dateObserved":"2026-11-18T10:45:30Z/PT0H29M30S""#, "2026-11-18T11:15:00Z"),
        (#""dateObserved":{"value":{"@type":"DateTime","@value":"2026-11-18T11:15:00Z"}}"#, "2026-11-18T11:15:00Z"),
        (
            #""dateObserved":"2026-11-18T11:00:00Z","observedAt":"2026-11-18T11:15:00Z""#, "2026-11-18T11:15:00Z"
        ),
        (
            #""TimeInstant":"2026-11-18T11:30:00Z","dateObserved":"2026-11-18T11:15:00Z""#, "2026-11-18T11:15:00Z"
        ),
        (#""TimeInstant":"2026-11-18T11:15:00Z""#, "2026-11-18T11:15:00Z"),
        (#""dateObserved":"soon","TimeInstant":"2026-11-18T11:15:00Z""#, "2026-11-18T11:15:00Z"),
    ])
    func theEndOfTheWindowIsTheTime(_ fields: String, _ time: String) throws {
        let message = scene.decode("ngsi/x", #"{"id":"w","type":"WeatherObserved","temperature":3,\#(fields)}"#)
        let reading = try #require(message.readings.first)
        #expect(reading.eventTime.rfc3339 == time)
        #expect(reading.quality == .good)
    }

    @Test func anAttributesOwnTimeGoesFirstAndAnAgentsLast() {
        let own = #""temperature":{"value":3,"observedAt":"2026-11-18T11:20:00Z"}"#
        let agents =
            #""temperature":{"value":3,"metadata":{"TimeInstant":{"type":"DateTime","value":"2026-11-18T11:30:00Z"}}}"#
        #expect(times(own, dateObserved: true) == ["2026-11-18T11:20:00Z"])
        #expect(times(agents, dateObserved: true) == ["2026-11-18T11:15:00Z"])
        #expect(times(agents, dateObserved: false) == ["2026-11-18T11:30:00Z"])
    }

    @Test func anIntensityIsToldByTheLengthOfItsWindow() {
        for window in ["2026-11-18T11:10:00Z/PT5M", "PT5M/2026-11-18T11:15:00Z"] {
            let payload = #"{"id":"t","type":"TrafficFlowObserved","intensity":10,"dateObserved":"\#(window)"}"#
            #expect(scene.decode("ngsi/x", payload).readings.map(\.value) == [120])
        }
        let bounds = #""dateObservedFrom":1795000200,"dateObservedTo":1795000500"#
        let payload = #"{"id":"t","type":"TrafficFlowObserved","intensity":10,\#(bounds)}"#
        #expect(scene.decode("ngsi/x", payload).readings.map(\.value) == [120])
    }

    @Test(
        arguments: [
            ("PT5M", 300), ("PT1H30M", 5_400), ("P1D", 86_400), ("P1DT1H", 90_000), ("P2W", 1_209_600), ("PT0.5S", 0.5),
            ("PT", nil), ("P", nil), ("P1M", nil), ("P1Y", nil), ("5M", nil), ("PT5", nil), ("PT-5M", nil),
            ("P1H", nil),
            ("PT99999999999999H", nil), ("P367D", nil), ("PTM", nil), ("PT5MT5M", nil),
        ] as [(String, Double?)]
    )
    func durations(_ text: String, _ seconds: Double?) {
        let nanoseconds = Array(text.utf8).withUnsafeBufferPointer { ISO8601Duration.nanoseconds($0) }
        #expect(nanoseconds.map { Double($0) / 1e9 } == seconds)
    }

    private func times(_ attribute: String, dateObserved: Bool) -> [String] {
        let time = dateObserved ? #","dateObserved":"2026-11-18T11:15:00Z""# : ""
        let payload = #"{"id":"w","type":"WeatherObserved",\#(attribute)\#(time)}"#
        return scene.decode("ngsi/x", payload).readings.map(\.eventTime.rfc3339)
    }
}
