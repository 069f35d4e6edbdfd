import BelfryDetection
import BelfryModel
import Testing

@Suite struct VariationTests {
    private static func watch(_ definition: DetectorDefinition) throws -> Watch {
        try Watch(definition, quantity: "no2", unit: "ug/m3")
    }

    private static func feed(
        _ watch: inout Watch,
        _ rows: Range<Int>,
        _ random: inout SeededGenerator,
        _ change: (Double) -> Double
    ) {
        for row in rows {
            watch.receive(change(Sensor.value("daily", row, &random)), at: Watch.start + Double(row) * 300)
        }
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func noiseIsMoreThanASensorEverMade(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try Self.watch(.noise(NoiseParameters(overNanoseconds: 2 * Nanoseconds.perHour)))
        Self.feed(&watch, 0..<5_000, &random) { $0 }
        #expect(watch.verdicts.isEmpty, "a lively day is no noise, seed \(seed)")
        Self.feed(&watch, 5_000..<5_100, &random) { 40 + ($0 - 40) * 30 }
        #expect(watch.verdicts.map(\.phase) == [.raised], "seed \(seed)")
        let text = watch.finding(watch.verdicts[0]).text
        #expect(text.contains("scatters by ") && text.contains("more than "), "\(text)")
        Self.feed(&watch, 5_100..<5_200, &random) { $0 }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared], "seed \(seed)")
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func aSignalIsLostWhenItHardlyMoves(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try Self.watch(.attenuated(AttenuatedParameters(count: 3)))
        Self.feed(&watch, 0..<5_000, &random) { $0 }
        #expect(watch.verdicts.isEmpty, "a calm night is not lost, seed \(seed)")
        Self.feed(&watch, 5_000..<5_100, &random) { 40 + ($0 - 40) / 50 }
        #expect(watch.verdicts.map(\.phase) == [.raised], "seed \(seed)")
        let finding = watch.finding(watch.verdicts[0])
        #expect(finding.kind == .sensorStuck && finding.text.contains("hardly moves"), "\(finding.text)")
    }

    @Test func limitsNeedNoLesson() throws {
        var noise = try Self.watch(
            .noise(NoiseParameters(above: 3, overNanoseconds: seconds(10), minimumReadings: 5, count: 1))
        )
        var calm = try Self.watch(
            .attenuated(AttenuatedParameters(below: 3, overNanoseconds: seconds(10), minimumReadings: 5, count: 1))
        )
        for second in 0..<40 {
            let value = second < 20 ? Double(second % 2) : Double(second % 2) * 10
            noise.receive(value, at: Watch.start + Double(second))
            calm.receive(value, at: Watch.start + Double(second))
        }
        #expect(noise.verdicts.map(\.phase) == [.raised] && noise.verdicts[0].from == Watch.start + 20)
        #expect(calm.verdicts.map(\.phase) == [.raised, .cleared] && calm.verdicts[0].from == Watch.start)
    }

    @Test func oneWildValueIsASpikeAndNoNoise() throws {
        var random = SeededGenerator(seed: 8)
        var watch = try Self.watch(.noise(NoiseParameters(count: 1)))
        Self.feed(&watch, 0..<2_000, &random) { $0 }
        watch.receive(1e9, at: Watch.start + 2_000 * 300)
        Self.feed(&watch, 2_001..<2_100, &random) { $0 }
        #expect(watch.verdicts.count <= 2)
    }
}
