import BelfryDetection
import BelfryModel
import Testing

@Suite struct SpikeTests {
    private func watch(_ parameters: SpikeParameters) throws -> Watch {
        try Watch(.spike(parameters), quantity: "no2", unit: "ug/m3")
    }

    @Test func threeSpikesWithinTheTimeAreAFault() throws {
        let watch = try play(
            watch(SpikeParameters(above: 5, count: 3, withinNanoseconds: seconds(10))),
            readings: "1 1 9 1 1 9 1 1 9 1 1 1 1 1 1 1 1 1 1",
            verdicts: ". . . . . . . . . R . . . . . . . . C"
        )
        #expect(watch.verdicts[0].from == Watch.start + 2 && watch.verdicts[0].value == 9)
        #expect(watch.verdicts[1].to == Watch.start + 8)
        let text = watch.finding(watch.verdicts[0]).text
        #expect(text.contains("3 spikes since 2026-11-23T02:00:02Z, the last to 9 "), "\(text)")
    }

    @Test func spikesThatAreFarApartAreNone() throws {
        try play(
            watch(SpikeParameters(above: 5, count: 2, withinNanoseconds: seconds(3))),
            readings: "1 9 1 1 1 1 9 1 1 1 1 9 1",
            verdicts: ". . . . . . . . . . . . ."
        )
    }

    @Test func aStepIsNoSpike() throws {
        try play(
            watch(SpikeParameters(above: 5, count: 1, withinNanoseconds: seconds(3))),
            readings: "1 1 9 9 9 20 20 1 1",
            verdicts: ". . . . . . . . ."
        )
    }

    @Test func byTheAverageNeighboursCountOnce() throws {
        // 1 1 9: the middle one lies 4 beneath the mean of its neighbours; with the spike itself and the next it is one.
        try play(
            watch(SpikeParameters(method: .average, above: 3, count: 2, withinNanoseconds: seconds(9))),
            readings: "1 1 9 1 1 1 1 9 1 1",
            verdicts: ". . . . . . . R . ."
        )
    }

    /// One rule for every sensor: nothing in a month of any of these, and a loose contact is told within some spikes.
    @Test(arguments: ["normal", "long-tailed", "counts", "coarse", "daily"], [3, 4] as [UInt64])
    func whatIsUsualIsLearnt(_ kind: String, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try watch(SpikeParameters())
        let month = 30 * 288
        for row in 0..<month {
            watch.receive(Sensor.value(kind, row, &random), at: Watch.start + Double(row) * 300)
        }
        #expect(watch.verdicts.filter { $0.phase == .raised }.count <= 1, "\(kind), seed \(seed)")
        let known = watch.verdicts.count
        for row in month..<month + 60 {
            let value = Sensor.value(kind, row, &random)
            watch.receive(row % 4 == 0 ? value + 2_000 : value, at: Watch.start + Double(row) * 300)
        }
        #expect(watch.verdicts.count == known + 1 && watch.verdicts.last?.phase == .raised, "\(kind), seed \(seed)")
    }

    /// It was stuck while it was learnt, or long after: what it tells when it is well again is no spike.
    @Test(arguments: [30, 90, 2_000], [3, 4, 5] as [UInt64])
    func whoeverWasStuckSpikesNoMore(_ before: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try watch(SpikeParameters())
        for row in 0..<before + 6_000 {
            let isStuck = (before..<before + 5_000).contains(row)
            watch.receive(isStuck ? 55 : Sensor.value("normal", row, &random), at: Watch.start + Double(row) * 2)
        }
        #expect(watch.verdicts.isEmpty, "stuck after \(before), seed \(seed)")
    }

    @Test func whatCannotBeIsRefused() {
        #expect(throws: RuleFault.self) { try self.watch(SpikeParameters(above: 0)) }
        #expect(throws: RuleFault.self) { try self.watch(SpikeParameters(times: 1)) }
        #expect(throws: RuleFault.self) { try self.watch(SpikeParameters(count: 6)) }
        #expect(throws: RuleFault.self) { try self.watch(SpikeParameters(withinNanoseconds: 0)) }
    }
}
