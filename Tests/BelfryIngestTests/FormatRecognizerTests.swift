import BelfryModel
import Testing

@testable import BelfryIngest

/// `auto` tells formats by what is in them, and says how it told.
@Suite struct FormatRecognizerTests {
    @Test(
        arguments: [
            ("[{\"bn\":\"s:\",\"n\":\"temperature\",\"v\":1}]", .senml),
            ("[{\"n\":\"s:t\",\"vs\":\"x\"}]", .senml),
            ("{\"subscriptionId\":\"s\",\"data\":[]}", .ngsi),
            ("{\"gas\":{\"no2\":1}}", .json),
            ("{\"id\":\"a\",\"type\":\"probe\",\"gas\":{\"no2\":1}}", .json),
            ("12.5", .value),
        ] as [(String, PayloadFormat)]
    )
    func formatsAreRecognised(_ payload: String, _ format: PayloadFormat) throws {
        let value = JSONMapping.Value(quantity: Quantity("no2"), pointer: pointer("/gas/no2"))
        let mapping = try JSONMapping(readings: [value])
        let topic = filter("x/{sensor}/{quantity}")
        let scene = Scene(Subscription(template: topic, format: .auto, agency: "a", mapping: mapping))
        let message = scene.decode("x/s/no2", payload)
        #expect(message.format == format)
        #expect(!message.grounds.isEmpty)
    }

    @Test(arguments: [
        "{\"id\":\"a\",\"type\":\"WeatherObserved\",\"temperature\":1}",
        "[{\"id\":\"a\",\"type\":\"WeatherObserved\",\"temperature\":1}]",
    ])
    func withoutAMappingEntitiesAreRecognisedByIdAndType(_ payload: String) {
        let message = Scene(.below("env", .auto)).decode("env/x", payload)
        #expect(message.format == .ngsi)
        #expect(message.readings.map(\.value) == [1])
        #expect(!message.grounds.isEmpty)
    }

    @Test(
        arguments: [
            ("{\"gas\":{\"no2\":1}}", .undecoded, .unknownFormat),
            ("[1,2]", .undecoded, .unknownFormat),
            ("hello", .undecoded, .unknownFormat),
            ("12.5", .undecoded, .noQuantity),
            ("{\"a\":", .malformed, .notJSON),
            ("[{\"id\":1}]", .undecoded, .unknownFormat),
            ("[{\"temperature\":1,\"humidity\":2,\"n\":3}]", .undecoded, .unknownFormat),
            ("", .malformed, .emptyPayload),
        ] as [(String, Outcome, Reason)]
    )
    func whatFitsNothingIsSaidToFitNothing(_ payload: String, _ outcome: Outcome, _ reason: Reason) {
        let message = Scene(.below("env", .auto)).decode("env/x", payload)
        #expect(message.outcome == outcome)
        #expect(message.reason == reason)
        #expect(message.grounds.isEmpty)
    }
}
