import BelfryDetection
import BelfryModel
import Testing

@Suite struct CrowdTests {
    private static func plaza(_ parameters: CrowdParameters) throws -> Watch {
        try Watch(.crowd(parameters), quantity: "people_density", unit: "1/m2")
    }

    /// Feeds a density every half a minute.
    private static func play(_ watch: inout Watch, from minute: Double = 0, _ densities: [Double]) {
        for (index, density) in densities.enumerated() {
            watch.receive(density, at: Watch.start + minute * 60 + Double(index) * 30)
        }
    }

    @Test("From 3.6 to 4.8 people a square metre: what is next, and when")
    func plaza() throws {
        var watch = try Self.plaza(CrowdParameters(above: 4.5))
        Self.play(&watch, (0..<41).map { 3.6 + Double($0) * 0.03 })
        let raised = try #require(watch.verdicts.first)
        #expect(watch.verdicts.count == 1)
        #expect(raised.value < 5.5)
        let finding = watch.finding(raised)
        #expect(finding.kind == .crowdDensity)
        #expect(finding.text.contains("rising by 0.06 /m² a minute"), "\(finding.text)")
        #expect(finding.text.contains(" /m² in "), "\(finding.text)")
        let names = ["value", "threshold", "change_per_hour", "next_level", "seconds_to_limit", "certainty"]
        #expect(finding.evidence.map(\.name) == names)
        #expect(finding.evidence.first { $0.name == "change_per_hour" }?.unit == Unit("1/m2/h"))
    }

    @Test func aSteepTrendIsToldBeforeTheLevel() throws {
        var watch = try Self.plaza(CrowdParameters(above: 4.5))
        Self.play(&watch, (0..<40).map { 1.5 + Double($0) * 0.15 })
        let raised = try #require(watch.verdicts.first)
        #expect(raised.value < 4)
        #expect(watch.finding(raised).text.contains("not yet above 4.5 /m²"))
        var late = try Self.plaza(CrowdParameters(above: 4.5, withinNanoseconds: 0))
        Self.play(&late, (0..<40).map { 1.5 + Double($0) * 0.15 })
        #expect(try #require(late.verdicts.first).value > 4.5)
    }

    @Test func aSlowSquareThatIsBusyIsNothing() throws {
        var random = SeededGenerator(seed: 8)
        var watch = try Self.plaza(CrowdParameters(above: 3.5))
        Self.play(&watch, (0..<5_000).map { _ in random.uniform(1.5...2.5) })
        #expect(watch.verdicts.isEmpty, "\(watch.verdicts.map { watch.finding($0).text })")
    }

    @Test func itClearsOnceCalmForAWhile() throws {
        var watch = try Self.plaza(CrowdParameters(above: 4.5))
        Self.play(&watch, Array(repeating: 4.7, count: 10) + [3.9, 4.6, 3.9, 4.6] + Array(repeating: 3.8, count: 10))
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
        #expect(watch.verdicts[1].to == Watch.start + 14 * 30)
        #expect(watch.verdicts[1].detectedAt == Watch.start + 18 * 30)
    }

    @Test func oneWildReadingIsNoTrend() throws {
        var watch = try Self.plaza(CrowdParameters(above: 4.5))
        Self.play(&watch, (0..<40).map { $0 == 30 ? 4.4 : 2.5 })
        #expect(watch.verdicts.isEmpty)
    }

    @Test func aDensityHasToLastWhereAsked() throws {
        var watch = try Self.plaza(CrowdParameters(above: 3.5, forNanoseconds: minutes(1), withinNanoseconds: 0))
        Self.play(&watch, [3, 3.6, 3, 3.7])
        #expect(watch.pass(to: Watch.start + 3_600).map(\.detectedAt) == [Watch.start + 150])
    }
}
