import BelfryDetection
import BelfryModel
import Testing

@Suite struct ClimatologyDetectorTests {
    private static func watch(_ parameters: ClimatologyParameters) throws -> Watch {
        try Watch(.climatology(parameters), quantity: "temperature", unit: "Cel")
    }

    @Test func whatIsSummerIsNoWinter() throws {
        let seasons = ClimatologyParameters(lowByMonth: [-20, -5, 5, -5], highByMonth: [18, 30, 42, 30], count: 2)
        var watch = try Self.watch(seasons)
        let july = Timestamp(rfc3339: "2026-07-15T12:00:00Z")!
        for minute in 0..<3 { watch.receive(38, at: july + Double(minute) * 60) }
        #expect(watch.verdicts.isEmpty)
        let february = Timestamp(rfc3339: "2027-02-28T23:58:00Z")!
        for minute in 0..<4 { watch.receive(28, at: february + Double(minute) * 60) }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared], "in March 28 °C may be")
        #expect(watch.verdicts[0].threshold == 18 && watch.verdicts[0].from == february)
        #expect(watch.finding(watch.verdicts[0]).kind == .sensorOutOfRange)
    }

    /// A month that is over may not depend on what a shard was spared.
    @Test func theQuietBandIsWhatEveryMonthAllows() throws {
        let watch = try Self.watch(ClimatologyParameters(lowByMonth: [-20, -5, 5, -5], highByMonth: [18, 30, 42, 30]))
        #expect(watch.detector.quietBand.contains(5) && watch.detector.quietBand.contains(18))
        #expect(!watch.detector.quietBand.contains(18.5) && !watch.detector.quietBand.contains(4))
    }

    @Test func whatCannotBeIsRefused() {
        #expect(throws: RuleFault.self) { try Self.watch(ClimatologyParameters()) }
        #expect(throws: RuleFault.self) { try Self.watch(ClimatologyParameters(lowByMonth: [1, 2, 3])) }
        #expect(throws: RuleFault.self) {
            try Self.watch(ClimatologyParameters(lowByMonth: [1, 2, 3, 9], highByMonth: [5, 6, 7, 8]))
        }
    }
}
