public import BelfryModel

/// A simulated freeway: rows of its stations interval by interval, and what is true.
///
/// The same seed, plan and start give the same rows on every machine. The day without incidents runs beside the real
/// one, so what an incident did to the speed is known and not guessed.
public struct FreewayCorridor: Sendable {
    public let plan: FreewayPlan
    /// The next interval begins here.
    public private(set) var time: Timestamp
    private var schedule = FreewaySchedule()
    private var road: FreewayRoad
    /// The same road without incidents.
    private var calmRoad: FreewayRoad
    private var loops: [FreewayLoops]
    private var random: SplitMix64
    private var nextDay: Timestamp
    /// A slow wandering of the demand around its daily course.
    private var wandering = 0.0
    /// How far each station's speed lies below the calm one, smoothed over two minutes.
    private var drops: [Double]

    /// A freeway that begins at `start`, midnight of the local day; days of the week count from 1970-01-01, a Thursday.
    public init(seed: UInt64, plan: FreewayPlan = FreewayPlan(), start: Timestamp) {
        self.plan = plan
        time = start
        nextDay = start
        road = FreewayRoad(plan)
        calmRoad = FreewayRoad(plan)
        random = SplitMix64(seed: seed)
        loops = (0..<plan.stations).map { station in
            FreewayLoops(plan, station: station, seed: seed &* 0x9E37_79B9 &+ UInt64(station) &+ 1)
        }
        drops = [Double](repeating: 0, count: plan.stations)
    }

    /// What has begun until now, in order of time; whether it was visible is settled when it is over.
    public var incidents: [FreewayIncident] { schedule.incidents.filter { $0.from < time } }
    public var faults: [FreewayFault] { schedule.faults.filter { $0.from < time } }

    /// The rows of the next interval, in driving direction; silent stations are missing.
    public mutating func nextInterval() -> [FreewayRow] {
        let start = time
        let steps = max(1, plan.intervalSeconds / Int64(FreewayRoad.stepSeconds))
        for _ in 0..<steps { step() }
        let freeSpeed = plan.freeSpeedKilometresPerHour * speedShare
        noteDrops(seconds: Double(plan.intervalSeconds))
        return loops.indices.compactMap { station in
            let fault = schedule.faults.last { $0.station == station && $0.from <= start && start < $0.to }
            return loops[station].row(at: start, freeSpeed: freeSpeed, fault: fault?.kind)
        }
    }

    private var speedShare: Double { schedule.isRainy ? plan.rainSpeedShare : 1 }

    private mutating func step() {
        if time >= nextDay {
            schedule.draw(day: nextDay, plan: plan, random: &random)
            nextDay = nextDay.advanced(byNanoseconds: Nanoseconds.perDay)
        }
        road.step(conditions(withIncidents: true))
        calmRoad.step(conditions(withIncidents: false))
        wandering = 0.995 * wandering + 0.1 * random.bell()
        for station in loops.indices {
            let cell = station * plan.cellsPerStation
            loops[station].take(flow: road.flows[cell], density: road.densities[cell])
        }
        time = time.advanced(byNanoseconds: Int64(FreewayRoad.stepSeconds) * Nanoseconds.perSecond)
    }

    private func conditions(withIncidents: Bool) -> FreewayRoad.Conditions {
        let weekday = (Nanoseconds.floorDivide(time.nanoseconds, by: Nanoseconds.perDay) % 7 + 7 + 3) % 7
        let isWeekend = weekday >= 5
        let peak = plan.peakDemandShare * (isWeekend ? plan.weekendDemandShare : 1)
        let demand =
            plan.capacity * peak * FreewayPlan.demandShare(at: time, isWeekend: isWeekend)
            * max(0, 1 + 0.03 * wandering)
        var shares = [Double](repeating: 1, count: plan.cells)
        shares[plan.bottleneckCell] = plan.bottleneckCapacityShare
        schedule.take(from: &shares, at: time, withIncidents: withIncidents)
        return FreewayRoad.Conditions(
            demand: demand / (1 + plan.rampShare),
            ramp: demand * plan.rampShare / (1 + plan.rampShare),
            capacityShare: schedule.isRainy ? plan.rainCapacityShare : 1,
            speedShare: speedShare,
            cellShares: shares
        )
    }

    private mutating func noteDrops(seconds: Double) {
        let share = min(1, seconds / 120)
        let present = drops.indices.map { station in
            let cell = station * plan.cellsPerStation
            let calm = calmRoad.speed(in: cell, speedShare: speedShare)
            return calm - road.speed(in: cell, speedShare: speedShare)
        }
        for station in drops.indices { drops[station] += share * (present[station] - drops[station]) }
        for (index, incident) in schedule.incidents.enumerated() where incident.from < time && time <= incident.to {
            let worst = incident.stations.map { drops[$0] }.max() ?? 0
            let now = incident.stations.map { present[$0] }.max() ?? 0
            schedule.note(drop: worst, present: now, ofIncident: index, at: time)
        }
    }
}
