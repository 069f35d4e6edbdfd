import BelfryModel
import Testing

@testable import BelfryIngest

/// Whatever arrives, `process` returns: valid messages, cut, flipped, spliced and swapped, and every one accounted for.
@Suite struct MutationTests {
    private static let seeds: [(topic: String, payload: String)] = [
        ("city/north/traffic/tls-1/speed", "57.5"),
        (
            "env/a",
            "[{\"bn\":\"urn:dev:ow:10e2:\",\"bt\":1790000000.5,\"bu\":\"Cel\",\"n\":\"temperature\",\"v\":20.5},{\"n\":\"humidity\",\"u\":\"%RH\",\"t\":-5,\"v\":60e0,\"s\":1}]"
        ),
        (
            "env/b",
            "{\"id\":\"Noise-2026-12-28T11:00:00_2026-12-28T12:00:00\",\"type\":\"NoiseLevelObserved\",\"dateObserved\":{\"value\":\"2026-11-18T11:10:00/2026-11-18T11:15:00\"},\"LAeq\":{\"type\":\"Number\",\"value\":67.8,\"metadata\":{\"unitCode\":{\"value\":\"2N\"}}},\"intensity\":7,\"relativeHumidity\":0.5,\"measurand\":[\"NO2, 69, PPB, x\"]}"
        ),
        ("env/d", "air,station=a\\ 7 no2=31.5,pm10=18i,ok=t,note=\"x\" 1795003200000000000\nair no2=.5e3\n"),
        ("env/e", "time;station;no2 (ppb);t[Cel]\n1795003200;a-7;21,5;\"20.5\"\n2026-11-18T12:00:00Z;;1;nr\n"),
        ("env/e", "temp=21,5;hum=40&x: \"y\""),
        (
            "env/c",
            "{\"subscriptionId\":\"s\\u00e9\\ud83d\\ude00\",\"data\":[{\"id\":\"a\",\"type\":\"W\",\"temperature\":1}]}"
        ),
        (
            "acme/x",
            "{\"dev\":{\"id\":\"a-7\"},\"t\":1795003200123,\"list\":[{\"no2\":10.25,\"when\":\"2026-11-18T13:00:00+01:00\"},{\"no2\":\"nr\"}]}"
        ),
    ]
    private static let fragments: [String] = [
        "1e400", "-1e-400", "99999999999999999999999", "\\ud800", "\u{0}", "null", "NaN", "[[[[[[[[", "}}}}", "\"\"",
        "\"t\":-9e99,",
        "{\"@value\":", "\u{FEFF}", "\\u0000", ",,", "9223372036854775807", "-9223372036854775808",
        "2026-02-30T25:61:61Z",
    ]

    @Test func mutatedMessagesNeverTrapAndAlwaysBalance() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("mutation seed \(seed)")
        try run(seed: seed, rounds: 20_000)
    }

    @Test func aFixedSeedGivesTheSameResultsEveryTime() throws {
        let first = try run(seed: 8_428, rounds: 2_000)
        #expect(try run(seed: 8_428, rounds: 2_000) == first)
    }

    @discardableResult
    private func run(seed: UInt64, rounds: Int) throws -> [MessageRecord] {
        var generator = SeededGenerator(seed: seed)
        let scene = try Self.scene()
        var ledger = Ledger(subscriptions: ["values", "env/#", "acme/#"])
        var records: [MessageRecord] = []
        for round in 0..<rounds {
            let pick = Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)]
            var topic = pick.topic
            if Int.random(in: 0..<10, using: &generator) == 0 {
                topic = Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)].topic
            }
            let payload = Self.mutate(Array(pick.payload.utf8), &generator)
            let time = Scene.noon.advanced(byNanoseconds: Int64(round) * Nanoseconds.perMillisecond)
            let disposition = scene.send(topic, payload, at: time, retained: round % 50 == 0)
            if (disposition.reason == .none) != (disposition.bucket == .stored) {
                Issue.record("seed \(seed), round \(round): \(disposition)")
            }
            if round % 100 == 99 {
                #expect(scene.batch.readings.allSatisfy { $0.value.isFinite }, "seed \(seed)")
                ledger.receive(scene.batch.messageCount, in: &scene.batch)
                ledger.settle(scene.batch)
                records += scene.batch.messages
                scene.batch.removeAll()
                #expect(ledger.isBalanced, "seed \(seed)")
            }
        }
        return records
    }

    private static func scene() throws -> Scene {
        let mapping = try JSONMapping(
            sensor: .pointer(pointer("/dev/id")),
            time: JSONMapping.Time(pointer: pointer("/when")),
            readings: [JSONMapping.Value(quantity: Quantity("no2"), pointer: pointer("/no2"), unit: Unit("[ppb]"))],
            foreach: pointer("/list")
        )
        return Scene(
            IngestConfiguration(subscriptions: [
                .values, .below("env", .auto),
                Subscription(template: filter("acme/#"), format: .json, agency: "acme", mapping: mapping),
            ]),
            seriesLimit: 200
        )
    }

    private static func mutate(_ original: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            let place = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes = Array(bytes.prefix(place))
            case 1: if !bytes.isEmpty { bytes[place] = UInt8.random(in: 0...255, using: &generator) }
            case 2: if !bytes.isEmpty { bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator) }
            case 3: bytes.insert(contentsOf: (fragments.randomElement(using: &generator) ?? "").utf8, at: place)
            case 4: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...8, using: &generator)))
            default: bytes += bytes.prefix(place)
            }
        }
        return bytes
    }
}
