// A zone of thermometers, one of which goes wrong.

import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

@Suite("Sensors that disagree with their fellows")
struct DisagreementTests {
    private static let hour = 3_600.0

    /// Six thermometers of a zone, each a little off in its own way, and the engine that watches them.
    private final class Zone {
        let engine: Engine
        let collector = Collector()
        private var random: SeededRandom
        private(set) var hours = 0

        init(shards: Int = 2, restoring: [ActiveFinding] = [], seed: UInt64 = 7) throws {
            random = SeededRandom(seed: seed)
            engine = Engine(
                configuration: EngineConfiguration(
                    shards: shards,
                    allowedLatenessNanoseconds: 5 * Nanoseconds.perSecond
                ),
                rules: try Self.rules(),
                restoring: restoring,
                describe: { Self.descriptor($0.index) },
                sink: collector.take
            )
        }

        static func rules() throws -> RuleSet {
            try RuleSet([
                Rule(name: "fellows", detector: .disagreement(DisagreementParameters()), severity: .warning)
            ])
        }

        static func descriptor(_ number: Int32) -> SeriesDescriptor {
            SeriesDescriptor(
                id: SeriesID(number),
                key: SeriesKey(agency: "weather", sensor: "t-\(number)", quantity: Quantity("temperature")),
                unit: Unit("Cel"),
                domain: .air,
                zone: "north",
                cadenceNanoseconds: 600 * Nanoseconds.perSecond
            )
        }

        /// Hours of weather that all of them share, with one of them off by `fault` degrees.
        func run(_ count: Int, fault: Double = 0) {
            for _ in 0..<count {
                for step in 0..<6 {
                    let now = Double(hours) * DisagreementTests.hour + Double(step) * 600
                    let weather = 12 + 8 * Double((hours % 24) - 12).magnitude / 12
                    for number in Int32(0)..<6 {
                        let noise = (Double(random.next() % 1_000) / 1_000 - 0.5) * 0.6
                        let value = weather + Double(number) * 0.4 + noise + (number == 3 ? fault : 0)
                        let reading = EngineDesk.reading(number, value, at: now + Double(number))
                        withUnsafePointer(to: reading) { _ = engine.submit(UnsafeBufferPointer(start: $0, count: 1)) }
                    }
                    engine.tick(EngineDesk.time(now + 10))
                    engine.step()
                }
                hours += 1
            }
        }

        var told: [String] {
            collector.current.findings.map { "\($0.phase) \($0.series.key.sensor)" }
        }
    }

    @Test("The one that is off is told, and that it agrees again", arguments: [UInt64(1), 2, 3])
    func oneIsOff(seed: UInt64) throws {
        let zone = try Zone(seed: seed)
        zone.run(24 * 7)
        #expect(zone.told == [], "each is off in its own way, which is usual")
        zone.run(12, fault: 6)
        #expect(zone.told == ["raised t-3"])
        let finding = try #require(zone.collector.current.findings.first)
        #expect(finding.kind == .sensorDisagrees && finding.text.contains("while its fellows in north suggest"))
        zone.run(12)
        #expect(zone.told == ["raised t-3", "cleared t-3"])
    }

    @Test("What is told does not depend on the number of shards")
    func shards() throws {
        let texts = try [1, 2, 3].map { shards in
            let zone = try Zone(shards: shards)
            zone.run(60)
            zone.run(12, fault: -5)
            return zone.collector.current.findings.map(\.text)
        }
        #expect(texts[0] == texts[1] && texts[1] == texts[2] && !texts[0].isEmpty)
    }

    @Test("What was raised before a restart is cleared after it")
    func restart() throws {
        let since = EngineDesk.time(-7_200)
        let identity = Zone.descriptor(3).identity
        let zone = try Zone(restoring: [ActiveFinding(rule: "fellows", identity: identity, from: since, value: 30)])
        zone.run(60)
        #expect(zone.told == ["cleared t-3"])
        #expect(zone.collector.current.findings.first?.from == since)
    }
}
