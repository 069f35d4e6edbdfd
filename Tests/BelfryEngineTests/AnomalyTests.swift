import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

@Suite struct AnomalyTests {
    private static func rules() throws -> RuleSet {
        try RuleSet([Rule(name: "unusual", detector: .anomaly(AnomalyParameters()), severity: .warning)])
    }

    /// A day's rhythm of two levels with a little noise.
    private static func value(_ row: Int, _ random: inout SeededRandom) -> Double {
        Double(row % 288 < 144 ? 40 : 90) + Double.random(in: -2...2, using: &random)
    }

    @Test(
        "An event is told once, with what would have been usual, and is over once all is usual again",
        arguments: 1...4
    )
    func event(seed: UInt64) throws {
        let desk = EngineDesk(try Self.rules(), shards: 2)
        var random = SeededRandom(seed: seed)
        for row in 0..<6_000 {
            let value = (5_000..<5_020).contains(row) ? 5 : Self.value(row, &random)
            desk.take(EngineDesk.reading(0, value, at: Double(row) * 300))
            if row == 5_000 { #expect((Self.score(desk, row) ?? 0) >= 0.5) }
        }
        #expect(desk.engine.anomalyScore(of: SeriesID(1), at: EngineDesk.time(0)) == nil)
        _ = desk.tick(6_000 * 300)
        let start = EngineDesk.time(5_000 * 300)
        let told = desk.findings.filter { $0.detectedAt >= start }
        #expect(told.map(\.phase) == [.raised, .cleared])
        #expect(told.first?.from == start && told.first?.kind == .anomaly)
        let expected = told.first?.evidence.first { $0.name == "expected_value" }?.value ?? .nan
        #expect(abs(expected - 40) < 5)
        #expect(told.first?.text.contains("5 m is unusual, ") == true, "\(told.first?.text ?? "")")
        #expect(desk.findings.count <= told.count + 6, "\(desk.findings.map(\.text))")
    }

    /// What a sensor itself calls wrong teaches nothing.
    @Test func badReadingsFeedNoBaseline() throws {
        let desk = EngineDesk(try Self.rules())
        let clean = EngineDesk(try Self.rules())
        var random = SeededRandom(seed: 9)
        for row in 0..<2_000 {
            let reading = EngineDesk.reading(0, Self.value(row, &random), at: Double(row) * 300)
            desk.take(reading)
            clean.take(reading)
            if row % 7 == 0 { desk.take(EngineDesk.reading(0, 9_999, at: Double(row) * 300 + 1, quality: .bad)) }
            #expect(Self.score(desk, row) == Self.score(clean, row))
        }
    }

    private static func score(_ desk: EngineDesk, _ row: Int) -> Double? {
        desk.engine.anomalyScore(of: SeriesID(0), at: EngineDesk.time(Double(row) * 300))
    }
}
