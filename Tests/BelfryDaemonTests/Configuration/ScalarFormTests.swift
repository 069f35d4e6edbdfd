import BelfryModel
import Testing

@testable import BelfryDaemon

@Suite("What people write as a single value")
struct ScalarFormTests {
    @Test(
        "Durations in the notation of Prometheus",
        arguments: [
            ("0", 0), ("0s", 0), ("100ms", 100_000_000), ("30s", 30_000_000_000), ("5m", 300_000_000_000),
            ("1h30m", 5_400_000_000_000), ("1d", 86_400_000_000_000), ("2w", 1_209_600_000_000_000),
            ("2y", 63_072_000_000_000_000),
        ] as [(String, Int64)]
    )
    func durations(text: String, nanoseconds: Int64) {
        #expect(DurationText.parse(text) == nanoseconds)
    }

    @Test(
        "What is no duration",
        arguments: ["", "5", "m", "5 m", "-5m", "1.5h", "30m1h", "1h1h", "five", "5M", "999999999999y", "٣s"]
    )
    func notDurations(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test("A duration is printed the way it is written")
    func durationRoundTrip() {
        for text in ["1ms", "30s", "1m", "1h30m", "1d", "2y", "1y1d"] {
            #expect(DurationText.parse(text).map(DurationText.text) == text)
        }
    }

    @Test("Sizes, binary and decimal")
    func sizes() {
        let form = ScalarForm<Int64>.size(0...Int64.max)
        #expect(form.parse("64MiB") == 67_108_864)
        #expect(form.parse("8 GiB") == 8_589_934_592)
        #expect(form.parse("1GB") == 1_000_000_000)
        #expect(form.parse("512B") == 512)
        for text in ["64", "64M", "MiB", "-1MiB", "9999999TiB", "1.5GiB"] { #expect(form.parse(text) == nil) }
    }

    @Test("Values carry their unit or none")
    func measurements() {
        let form = ScalarForm<Measurement>.measurement
        #expect(form.parse("200 ug/m3") == Measurement(value: 200, unit: Unit("ug/m3")))
        #expect(form.parse("-5Cel") == Measurement(value: -5, unit: Unit("Cel")))
        #expect(form.parse("1e3") == Measurement(value: 1_000, unit: .unknown))
        #expect(form.parse("200 µg/m³")?.unit == Unit("ug/m3"))
        #expect(form.parse("40 ppb")?.unit == Unit("[ppb]"))
        #expect(form.parse("0.076 m") == Measurement(value: 0.076, unit: Unit("m")))
        for text in ["", "high", "nan", "inf", "1.2.3", "1e999", "5 parsec"] { #expect(form.parse(text) == nil) }
    }

    @Test("Addresses with and without IPv6")
    func addresses() {
        #expect(NetworkAddress("127.0.0.1:8480") == NetworkAddress(host: "127.0.0.1", port: 8480))
        #expect(NetworkAddress("[::1]:80") == NetworkAddress(host: "::1", port: 80))
        #expect(NetworkAddress("hub", defaultPort: 1883) == NetworkAddress(host: "hub", port: 1883))
        #expect(NetworkAddress("[::1]:80")?.description == "[::1]:80")
        for text in ["", ":80", "host", "host:", "host:70000", "::1:80", "a b:1", "[::1", "host:1:2"] {
            #expect(NetworkAddress(text) == nil, "\(text)")
        }
    }

    @Test("A misspelt word finds its neighbour and only a near one")
    func suggestions() {
        let keys = ["broker", "username", "password_file", "subscribe"]
        #expect(Suggestion.nearest(to: "brokr", among: keys) == "broker")
        #expect(Suggestion.nearest(to: "usernmae", among: keys) == "username")
        #expect(Suggestion.nearest(to: "Subscribe", among: keys) == "subscribe")
        #expect(Suggestion.nearest(to: "colour", among: keys) == nil)
        #expect(Suggestion.distance("kitten", "sitting") == 3)
        #expect(Suggestion.distance("", "abc") == 3)
        #expect(Suggestion.distance("ab", "ba") == 1)
    }

    @Test("A secret never shows itself")
    func secretsStayHidden() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("hunter2"))
        #expect(secret.revealed == "hunter2")
    }
}
