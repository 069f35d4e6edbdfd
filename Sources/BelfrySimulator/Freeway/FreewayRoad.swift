/// The cells of a freeway and the vehicles on them: Daganzo's cell-transmission model.
///
/// A cell sends what it holds, at most its capacity, and takes what fits, so queues stand, grow upstream at the wave
/// speed and dissolve from their head (C. F. Daganzo, "The cell transmission model", Transportation Research B 28,
/// 1994). Densities are those of all lanes together.
///
/// Limits: one direction, no lanes, no overtaking; a bottleneck discharges less while it has a queue, which the model
/// itself does not know and is added by hand.
struct FreewayRoad {
    /// One step; a vehicle must not pass a cell within it.
    static let stepSeconds = 5.0

    /// What the road can do at present.
    struct Conditions {
        /// Vehicles an hour at the first cell.
        var demand: Double
        var ramp: Double
        var capacityShare: Double
        var speedShare: Double
        /// Of each cell, what is left of its capacity: bottleneck, incidents, waves.
        var cellShares: [Double]
    }

    private let plan: FreewayPlan
    /// Vehicles a kilometre.
    private(set) var densities: [Double]
    /// Vehicles an hour that left the cell in the last step.
    private(set) var flows: [Double]
    /// Vehicles that found no room at the first cell.
    private var waiting = 0.0

    init(_ plan: FreewayPlan) {
        self.plan = plan
        densities = [Double](repeating: 0, count: plan.cells)
        flows = [Double](repeating: 0, count: plan.cells)
    }

    mutating func step(_ conditions: Conditions) {
        let hours = Self.stepSeconds / 3_600
        let length = plan.cellMetres / 1_000
        waiting += conditions.demand * hours
        let entering = min(waiting / hours, room(in: 0, conditions))
        waiting -= entering * hours
        let last = densities.count - 1
        for cell in 0...last {
            let sent = sending(from: cell, conditions)
            flows[cell] = cell == last ? sent : min(sent, room(in: cell + 1, conditions))
        }
        var inflow = entering
        for cell in 0...last {
            if cell == plan.rampCell { inflow += min(conditions.ramp, max(0, room(in: cell, conditions) - inflow)) }
            densities[cell] = max(0, densities[cell] + (inflow - flows[cell]) * hours / length)
            inflow = flows[cell]
        }
    }

    /// Speed in a cell; free speed where it is empty.
    func speed(in cell: Int, speedShare: Double) -> Double {
        let free = plan.freeSpeedKilometresPerHour * speedShare
        return densities[cell] > 0.5 ? min(free, flows[cell] / densities[cell]) : free
    }

    private func capacity(of cell: Int, _ conditions: Conditions) -> Double {
        plan.capacity * conditions.capacityShare * conditions.cellShares[cell]
    }

    private func sending(from cell: Int, _ conditions: Conditions) -> Double {
        let free = plan.freeSpeedKilometresPerHour * conditions.speedShare
        var capacity = capacity(of: cell, conditions)
        let hasQueue = cell > 0 && densities[cell - 1] > 1.3 * plan.criticalDensity
        if cell == plan.bottleneckCell, hasQueue { capacity *= 1 - plan.capacityDropShare }
        return min(densities[cell] * free, capacity)
    }

    private func room(in cell: Int, _ conditions: Conditions) -> Double {
        let space = plan.waveSpeedKilometresPerHour * max(0, plan.jamDensity - densities[cell])
        return min(space, capacity(of: cell, conditions))
    }
}
