import BelfryModel
import Testing

@testable import BelfryIngest

/// What is kept of messages that nobody could read, and what is not.
@Suite struct QuarantineTests {
    @Test func anEntrySaysWhatWhereAndWhy() throws {
        let scene = Scene(.below("env", .senml))
        scene.send("env/a", "[{\"n\":\"s:no2\",\"v\":\"AB-123-CD\"}]")
        let entry = try #require(scene.batch.quarantine.first)
        #expect(entry.topic == "env/a")
        #expect(entry.outcome == .malformed)
        #expect(entry.reason == .wrongType)
        #expect(entry.detail == "SenML's v cannot be a string")
        #expect(entry.format == .senml)
        #expect(entry.sample == "[{\"n\":\"x:xx9\",\"v\":\"xx-999-xx\"}]")
    }

    @Test(arguments: [
        ("{\"plate\":\"AB-123-CD\",\"speed\":87.5}", "{\"plate\":\"xx-999-xx\",\"speed\":87.5}"),
        ("AB-123-CD", "xx-999-xx"), ("John Smith, 87.5", "xxxx xxxxx, 87.5"),
        ("00:1a:2b:3c:4d:5e", "99:9x:9x:9x:9x:9x"),
        ("0471234567", "9999999999"), ("+32471234567", "+99999999999"),
        ("{\"aa:bb:cc:dd:ee:ff\":1}", "{\"xx:xx:xx:xx:xx:xx\":1}"),
        ("{\"John Smith\":0.79,\"john.smith@example.com\":1}", "{\"xxxx xxxxx\":0.79,\"xxxx.xxxxx@xxxxxxx.xxx\":1}"),
        (
            "{\"phone\":32471234567,\"t\":1795003200,\"ms\":1795003200123}",
            "{\"phone\":99999999999,\"t\":1795003200,\"ms\":1795003200123}"
        ),
        ("{\"v\":101325.25,\"id\":1234567}", "{\"v\":101325.25,\"id\":9999999}"),
        ("{\"1-ABC-123\":1}", "{\"9-xxx-999\":1}"),
        ("{\"name\":\"Jos\\u00e9 \\\"J\\\"\"}", "{\"name\":\"xxx\\x99x9 \\\"x\\\"\"}"),
        ("{\"pm2_5\":null,\"ok\":true}", "{\"pm2_5\":null,\"ok\":true}"), ("{\"open\":\"Smi", "{\"open\":\"xxx"),
        ("Müller", "x??xxxx"), ("21.5C", "99.9x"), ("j.smith@example.org", "x.xxxxx@xxxxxxx.xxx"),
    ])
    func samplesKeepShapeAndNumbersOnly(_ payload: String, _ sample: String) {
        #expect(Redaction.sample(Array(payload.utf8)) == sample)
    }

    @Test(arguments: [
        ("city/3c:5a:b4:01:02:03/up", "city/xx:xx:xx:xx:xx:xx/up"),
        ("owntracks/john@example.org/phone", "owntracks/xxxxxxxxxxxxxxxx/phone"),
        ("owntracks/john.doe@corp/phone", "owntracks/xxxxxxxxxxxxx/phone"),
        ("v3/app1@ttn/devices/dev1/up", "v3/app1@ttn/devices/dev1/up"), ("v3/app1@ttn", "v3/app1@ttn"), ("v3/", "v3/"),
        ("v3/j@example.org/up", "v3/xxxxxxxxxxxxx/up"), ("v3/app1@ttn/a@b", "v3/app1@ttn/xxx"),
        ("city/a-7/up", "city/a-7/up"), ("", ""), ("//", "//"),
    ])
    func topicsNameNobody(_ topic: String, _ shown: String) {
        #expect(Redaction.topic(topic) == shown)
    }

    @Test func samplesAreShortWhateverThePayload() {
        let seed: UInt64 = 256
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...600, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let sample = Redaction.sample(bytes)
            #expect(sample.utf8.count <= Redaction.sampleBytes, "seed \(seed)")
            #expect(sample.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "seed \(seed)")
        }
    }

    @Test(arguments: [
        "{\"id\":\"cam\",\"type\":\"Vehicle\",\"plate\":\"AB-123-CD\",\"owner\":{\"value\":\"John Smith\"},\"speed\":1}",
        "{\"after\":{\"sub_label\":[\"John Smith\",0.9],\"recognized_license_plate\":\"AB-123-CD\"}}",
        "[{\"n\":\"s:plate\",\"vs\":\"AB-123-CD\"},{\"n\":\"s:name\",\"vs\":\"John Smith\"},{\"n\":\"s:t\",\"v\":\"1\"}]",
        "aa:bb:cc:dd:ee:ff John Smith AB-123-CD", "{\"mac\":\"aa:bb:cc:dd:ee:ff\"",
    ])
    func personalDataStaysInTheDecoder(_ payload: String) {
        let scene = Scene(.below("env", .auto))
        scene.send("env/cam", payload)
        let left = "\(scene.batch) \(scene.decode("env/cam", payload))"
        for secret in ["AB-123", "123-CD", "John", "Smith", "aa:bb", "ee:ff"] { #expect(!left.contains(secret)) }
    }

    @Test func aBatchTakesSoManySamplesAndCountsTheRest() {
        let scene = Scene(.values)
        for _ in 0..<100 { scene.send("city/north/traffic/tls-1/speed", "ON") }
        #expect(scene.batch.quarantine.count == 64)
        #expect(scene.batch.unsampledQuarantineCount == 36)
        #expect(scene.batch.messages.allSatisfy { $0.bucket == .quarantined })
    }
}

extension Redaction {
    fileprivate static func sample(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { sample($0) }
    }
}
