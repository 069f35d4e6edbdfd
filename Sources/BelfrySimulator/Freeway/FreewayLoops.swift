import BelfryModel

/// The loops of one station: what they would tell of an interval, and what they tell while they are at fault.
struct FreewayLoops {
    private let plan: FreewayPlan
    private let station: Int
    private var random: SplitMix64
    private var vehicles = 0.0
    private var densities = 0.0
    private var steps = 0.0
    private var last: FreewayRow?

    init(_ plan: FreewayPlan, station: Int, seed: UInt64) {
        self.plan = plan
        self.station = station
        random = SplitMix64(seed: seed)
    }

    /// A step of the road went by.
    mutating func take(flow: Double, density: Double) {
        vehicles += flow * FreewayRoad.stepSeconds / 3_600
        densities += density
        steps += 1
    }

    /// The interval is over; nil where the station is silent.
    ///
    /// Draws as many numbers whatever is wrong, so that a fault changes nothing but its own rows.
    mutating func row(at time: Timestamp, freeSpeed: Double, fault: FreewayFault.Kind?) -> FreewayRow? {
        let truth = measured(at: time, freeSpeed: freeSpeed)
        let strays = (random.bell(), random.bell(), random.uniform())
        (vehicles, densities, steps) = (0, 0, 0)
        var row = truth
        switch fault {
        case nil: last = truth
        case .dropout: return nil
        case .zero: row = FreewayRow(time: time, station: station, count: 0, occupancyPercent: 0)
        case .stuck:
            row = last ?? truth
            row.time = time
        case .spikes: if strays.2 < 0.3 { row.occupancyPercent = 60 + 38 * strays.2 / 0.3 }
        case .noise:
            row.count = max(0, Int(Double(truth.count) * (1 + 0.6 * strays.0)))
            row.occupancyPercent = min(100, max(0, truth.occupancyPercent * (1 + 0.6 * strays.1)))
            row.speedKilometresPerHour = truth.speedKilometresPerHour.map { max(2, $0 * (0.4 + 1.2 * strays.2)) }
        }
        return row
    }

    private mutating func measured(at time: Timestamp, freeSpeed: Double) -> FreewayRow {
        let density = steps > 0 ? densities / steps : 0
        let count = max(0, Int((vehicles + 0.8 * vehicles.squareRoot() * random.bell()).rounded()))
        let hours = Double(plan.intervalSeconds) / 3_600
        let speed = density > 0.5 ? min(freeSpeed, vehicles / hours / density) : freeSpeed
        let covered = density / plan.lanes * plan.effectiveVehicleMetres / 10
        let occupancy = covered * (1 + 0.08 * random.bell()) + 0.3 * random.bell()
        // One vehicle's own speed strays by a tenth; a mean of many by less.
        let spread = 0.1 * freeSpeed / Double(max(1, count)).squareRoot()
        let shown = speed + (0.5 + spread) * random.bell()
        return FreewayRow(
            time: time,
            station: station,
            count: count,
            occupancyPercent: min(100, max(0, (occupancy * 10).rounded() / 10)),
            speedKilometresPerHour: count > 0 ? max(1, shown.rounded()) : nil
        )
    }
}
