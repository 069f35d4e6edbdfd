import BelfryModel
import Testing

@testable import BelfryIngest

/// SenML, rule by rule of RFC 8428.
@Suite struct SenMLDecoderTests {
    let scene = Scene(.below("env", .senml))

    @Test func baseFieldsHoldForTheFollowingRecords() {
        let message = decode(
            """
            [{"bn":"urn:dev:ow:10e2:","bt":1790000000.5,"bu":"Cel","bver":5,"n":"temperature","v":20.5},
             {"n":"humidity","u":"%RH","t":-5,"v":60},{"n":"temperature","t":2,"v":21}]
            """
        )
        #expect(message.readings.map(\.key.sensor) == ["urn:dev:ow:10e2", "urn:dev:ow:10e2", "urn:dev:ow:10e2"])
        #expect(message.readings.map(\.key.quantity.name) == ["temperature", "relative_humidity", "temperature"])
        #expect(message.readings.map(\.unit.code) == ["Cel", "%", "Cel"])
        #expect(message.readings.map(\.value) == [20.5, 60, 21])
        #expect(
            message.readings.map(\.eventTime.nanoseconds) == [
                1_790_000_000_500_000_000, 1_789_999_995_500_000_000, 1_790_000_002_500_000_000,
            ]
        )
    }

    @Test func theBaseNameMayChangeWithinAPack() {
        let message = decode(
            "[{\"bn\":\"2001:db8::2/\",\"n\":\"temperature\",\"u\":\"Cel\",\"v\":1},{\"bn\":\"2001:db8::1/\",\"n\":\"temperature\",\"u\":\"Cel\",\"v\":2}]"
        )
        #expect(message.readings.map(\.key.sensor) == ["2001:db8::2", "2001:db8::1"])
    }

    @Test func baseValueAndBaseSumAreAdded() {
        let message = decode("[{\"bn\":\"s:\",\"bu\":\"W\",\"bv\":100,\"bs\":1000,\"n\":\"power\",\"v\":1.5,\"s\":20}]")
        #expect(message.readings.map(\.value) == [101.5, 1_020])
        #expect(message.readings.map(\.key.quantity.name) == ["power", "power_sum"])
        #expect(message.readings.map(\.unit.code) == ["W", "W.s"])
    }

    @Test func aRecordMayCarryASumAlone() {
        #expect(decode("[{\"n\":\"m:power\",\"u\":\"W\",\"s\":20}]").readings.map(\.key.quantity.name) == ["power_sum"])
    }

    @Test(
        arguments: [
            // Below 2^28 a time is relative to now, and so is a negative one however large.
            ("\"t\":-60", -60), ("\"t\":60", 60), ("\"t\":268435455", nil), ("\"bt\":-10,\"t\":-5", -15),
            ("\"t\":-300000000", -300_000_000),
        ] as [(String, Int64?)]
    )
    func relativeTimes(_ time: String, _ secondsFromNow: Int64?) throws {
        let reading = try #require(decode("[{\"n\":\"s:temperature\",\"u\":\"Cel\",\"v\":1,\(time)}]").readings.first)
        #expect(reading.timeSource == .arrival)
        if let secondsFromNow {
            #expect(reading.eventTime.nanosecondsSince(scene.now) == secondsFromNow * Nanoseconds.perSecond)
            #expect(reading.flags.isEmpty)
        } else {
            // 8.5 years from now: the arrival stands in.
            #expect(reading.eventTime == scene.now)
            #expect(reading.flags == .clock)
        }
    }

    @Test func from2To28OnATimeIsAbsolute() throws {
        // 1978-07-04, and therefore no sensor's clock.
        let reading = try #require(
            decode("[{\"n\":\"s:temperature\",\"u\":\"Cel\",\"v\":1,\"t\":268435456}]").readings.first
        )
        #expect(reading.flags == .clock)
        #expect(reading.quality == .suspect)
    }

    @Test func withoutATimeTheArrivalCounts() throws {
        let reading = try #require(decode("[{\"n\":\"s:temperature\",\"u\":\"Cel\",\"v\":1}]").readings.first)
        #expect(reading.eventTime == scene.now)
        #expect(reading.timeSource == .arrival)
        #expect(reading.quality == .good)
    }

    @Test(
        arguments: [
            ("[{\"n\":\"s:t\",\"v\":1,\"x_\":2}]", .undecoded, .mustUnderstand),
            ("[{\"n\":\"s:t\",\"v\":1},{\"bver\":11,\"v\":2}]", .undecoded, .unsupportedVersion),
            ("[{\"n\":\"s:t\",\"v\":\"1\"}]", .malformed, .wrongType), ("[{\"n\":7,\"v\":1}]", .malformed, .wrongType),
            ("[{\"n\":\"s:t\",\"v\":1,\"t\":\"now\"}]", .malformed, .wrongType), ("[1]", .malformed, .wrongType),
            ("[{\"n\":\"s:t\",\"vb\":1}]", .malformed, .wrongType), ("{\"n\":\"s:t\",\"v\":1}", .malformed, .wrongType),
            ("[{\"n\":\"s:t\",\"v\":1,\"vb\":true}]", .malformed, .brokenRule),
            ("[{\"n\":\"s:t\",\"v\":null}]", .malformed, .wrongType),
            ("[{\"n\":\"s:t\",\"v\":1e400}]", .undecoded, .notFinite),
            ("[{\"n\":\"s:t\",\"vs\":\"open\"},{\"n\":\"s:d\",\"vb\":true}]", .undecoded, .notANumber),
            ("[]", .malformed, .brokenRule), ("[{\"bn\":\"s:\"}]", .malformed, .brokenRule),
            ("[{\"n\":\"s:t\",\"u\":\"Cel\",\"t\":1}]", .malformed, .brokenRule),
            ("[{\"u\":\"Cel\",\"v\":1}]", .malformed, .brokenRule), ("[{\"vb\":true}]", .malformed, .brokenRule),
            ("[{\"bn\":\"\",\"n\":\"\",\"v\":1}]", .malformed, .brokenRule),
            ("[{\"n\":\"köln:temperature\",\"u\":\"Cel\",\"v\":1}]", .undecoded, .unusableName),
            ("[{\"n\":\"-s:temperature\",\"u\":\"Cel\",\"v\":1}]", .undecoded, .unusableName),
            ("[{\"n\":\"s:t\",\"v\":1", .malformed, .notJSON),
        ] as [(String, Outcome, Reason)]
    )
    func refusals(_ payload: String, _ outcome: Outcome, _ reason: Reason) {
        let message = decode(payload)
        #expect(message.outcome == outcome)
        #expect(message.reason == reason)
        #expect(message.readings.isEmpty)
    }

    @Test func unknownLabelsAreIgnored() {
        #expect(
            decode("[{\"n\":\"s:temperature\",\"u\":\"Cel\",\"v\":1,\"x\":{\"deep\":[1]},\"ut\":9}]").readings.count
                == 1
        )
    }

    @Test func stringsBesideNumbersAreLeft() {
        let message = decode(
            "[{\"bn\":\"s:\",\"n\":\"state\",\"vs\":\"AB-123-CD\"},{\"n\":\"temperature\",\"u\":\"Cel\",\"v\":1}]"
        )
        #expect(message.readings.map(\.key.quantity.name) == ["temperature"])
    }

    @Test(arguments: [
        ("\"bn\":\"urn:dev:ow:10e2\",\"u\":\"Cel\"", "urn:dev:ow:10e2", "temperature"),
        ("\"n\":\"urn:dev:ow:10e2\",\"u\":\"%RH\"", "urn:dev:ow:10e2", "relative_humidity"),
        ("\"n\":\"room/3/temperature\",\"u\":\"Cel\"", "room/3", "temperature"),
        ("\"bn\":\"room/\",\"n\":\"3/temperature\",\"u\":\"Cel\"", "room/3", "temperature"),
        ("\"n\":\"probe-7\",\"u\":\"Cel\"", "probe-7", "temperature"),
        ("\"n\":\"temperature\",\"u\":\"Cel\"", "depot", "temperature"),
        ("\"bn\":\"s-\",\"n\":\"voltage\",\"u\":\"V\"", "s", "voltage"),
        ("\"bn\":\"s:\",\"n\":\"PM2.5\",\"u\":\"ug/m3\"", "s", "pm2_5"),
    ])
    func names(_ names: String, _ sensor: String, _ quantity: String) throws {
        let reading = try #require(scene.decode("env/depot", "[{\(names),\"v\":1}]").readings.first)
        #expect(reading.key.sensor == sensor)
        #expect(reading.key.quantity.name == quantity)
    }

    @Test func theTopicNamesTheSensorWhereBothAgree() throws {
        let scene = Scene(Subscription(template: filter("air/{sensor}/senml"), format: .senml, agency: "env"))
        let agreed = "[{\"bn\":\"urn:dev:a-7:\",\"n\":\"temperature\",\"u\":\"Cel\",\"v\":1}]"
        let reading = try #require(scene.decode("air/a-7/senml", agreed).readings.first)
        #expect(reading.key.sensor == "a-7")
        #expect(reading.flags.isEmpty)
        let conflict = try #require(scene.decode("air/a-70/senml", agreed).readings.first)
        #expect(conflict.key.sensor == "urn:dev:a-7")
        #expect(conflict.flags == .identityConflict)
        #expect(conflict.quality == .suspect)
    }

    @Test func aRecordThatOnlySetsBaseFieldsIsLetPass() {
        #expect(decode(#"[{"bu":"Cel","bt":1795003200},{"bn":"s:","n":"temperature","v":1}]"#).readings.count == 1)
    }

    @Test func aPackOfTooManyRecordsIsRefused() {
        var configuration = IngestConfiguration(subscriptions: [.below("env", .senml)])
        configuration.payloadLimitBytes = 1 << 20
        let records = Array(repeating: "{\"n\":\"a\",\"v\":1}", count: 5_000).joined(separator: ",")
        #expect(Scene(configuration).decode("env/a", "[\(records)]").reason == .tooManyReadings)
    }

    private func decode(_ payload: String) -> DecodedMessage {
        scene.decode("env/depot", payload)
    }
}
