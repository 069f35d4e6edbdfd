// Thousands of quarter hours of a town, each from its seed.
//
//     BELFRY_SIMULATIONS=10000   so many seeds
//     BELFRY_SEED=4711           this one alone

import BelfryModel
import Glibc
import Testing

@Suite struct SimulationTests {
    /// Long enough for several faults, short enough for thousands.
    static let seconds: Int64 = 900
    /// Takes some seconds in debug.
    static let usualCount: UInt64 = 24

    /// Two lanes for two cores; each run has one thread to itself.
    static let lanes: [UInt64] = [0, 1]

    @Test(arguments: lanes)
    func nothingIsLostNothingIsToldTwiceAndEveryWayOfRunningAgrees(lane: UInt64) throws {
        let began = ProcessorTime.seconds
        var tally = SimulationTally()
        for seed in Self.seeds where seed % UInt64(Self.lanes.count) == lane {
            let simulation = Simulation(seed: seed, seconds: Self.seconds)
            try simulation.run()
            try SameAgain(simulation).check()
            if Self.seeds.count == 1 { print(SimulationStory(simulation)) }
            tally.note(simulation)
            guard !simulation.witness.problems.isEmpty else { continue }
            let problems = simulation.witness.problems.joined(separator: "\n  ")
            Issue.record("seed \(seed) (BELFRY_SEED=\(seed) repeats it):\n  \(problems)")
            guard tally.failures < 5 else { break }
        }
        guard tally.runs > 0 else { return }
        let times = Double(Int64(tally.runs) * Self.seconds) / (ProcessorTime.seconds - began)
        print("\(tally.runs) simulations at \(Int(times)) times real time on one core: \(tally)")
        if Self.seeds.count >= Int(Self.usualCount), tally.failures == 0 { tally.expectNoEmptyProof() }
    }

    private static let seeds: ClosedRange<UInt64> = {
        if let seed = number("BELFRY_SEED") { return seed...seed }
        return 1...max(1, number("BELFRY_SIMULATIONS") ?? usualCount)
    }()

    private static func number(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }
}
