import Testing

/// What many runs came to, so that none of it proves nothing.
struct SimulationTally: CustomStringConvertible {
    private(set) var runs = 0
    private(set) var failures = 0
    private var readings = 0
    private var lives = 0
    private var faults = 0
    private var jumps = 0
    private var findings = 0
    private var incidents = 0

    mutating func note(_ simulation: Simulation) {
        runs += 1
        if !simulation.witness.problems.isEmpty { failures += 1 }
        readings += simulation.disk.contents.readings.count
        lives += simulation.records.count
        faults += simulation.plan.entries.count
        jumps += simulation.jumps
        findings += simulation.told.count
        incidents += simulation.disk.contents.incidents.count
    }

    var description: String {
        "\(readings) readings, \(faults) faults, \(jumps) jumps of the clock, \(lives) lives of the daemon, \(findings) findings, "
            + "\(incidents) incidents"
    }

    func expectNoEmptyProof() {
        #expect(readings > 1_000 * runs)
        #expect(faults > 2 * runs)
        #expect(lives > runs)
        #expect(jumps > runs / 8)
        #expect(findings > 3 * runs)
        #expect(incidents > 2 * runs)
    }
}
