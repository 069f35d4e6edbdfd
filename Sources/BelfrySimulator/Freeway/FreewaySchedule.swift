import BelfryModel

/// What will happen on a simulated freeway, drawn day by day: rain, incidents, braking waves, faults.
struct FreewaySchedule {
    /// Someone brakes hard: a short loss of capacity, whose wave then runs upstream.
    struct BrakingWave {
        var cell: Int
        var from: Timestamp
        var to: Timestamp
        var severity: Double
    }

    private(set) var incidents: [FreewayIncident] = []
    private(set) var waves: [BrakingWave] = []
    private(set) var faults: [FreewayFault] = []
    private(set) var isRainy = false

    /// Draws the day that begins at `day`.
    mutating func draw(day: Timestamp, plan: FreewayPlan, random: inout SplitMix64) {
        isRainy = random.uniform() < plan.rainDayProbability
        waves.removeAll { $0.to <= day }
        drawIncidents(day, plan, &random)
        for _ in 0..<Self.number(plan.brakingWavesPerDay, &random) { waves.append(Self.wave(day, plan, &random)) }
        for _ in 0..<Self.number(plan.faultsPerDay, &random) { faults.append(Self.fault(day, plan, &random)) }
    }

    /// Takes from the cells' shares of capacity what is lost at an instant.
    func take(from shares: inout [Double], at time: Timestamp, withIncidents: Bool) {
        for wave in waves where wave.from <= time && time < wave.to { shares[wave.cell] *= 1 - wave.severity }
        guard withIncidents else { return }
        for incident in incidents.suffix(Self.incidentsLimit) where incident.from <= time && time < incident.to {
            shares[incident.cell] *= 1 - incident.severity
        }
    }

    /// - Parameters:
    ///   - drop: over two minutes.
    ///   - present: at this moment.
    mutating func note(drop: Double, present: Double, ofIncident index: Int, at time: Timestamp) {
        incidents[index].dropKilometresPerHour = max(incidents[index].dropKilometresPerHour, drop)
        guard incidents[index].visibleFrom == nil else { return }
        if present >= FreewayIncident.visibleDropKilometresPerHour { incidents[index].visibleFrom = time }
    }

    /// Incidents of one day, at most; those of earlier days are over.
    static let incidentsLimit = 16

    /// Incidents keep two hours apart, so that each shows by itself.
    private mutating func drawIncidents(_ day: Timestamp, _ plan: FreewayPlan, _ random: inout SplitMix64) {
        let apart = 2 * Nanoseconds.perHour
        for _ in 0..<min(Self.incidentsLimit / 2, Self.number(plan.incidentsPerDay, &random)) {
            let from = Self.instant(of: day, fromHour: 5, toHour: 22, &random)
            let minutes = 10 + 60 * random.uniform() * random.uniform()
            let severity = [0.35, 0.5, 0.65, 0.8][random.index(below: 4)]
            // Between the first station and the last.
            let cell = 1 + random.index(below: plan.cells - plan.cellsPerStation - 1)
            let isFree = incidents.suffix(Self.incidentsLimit).allSatisfy {
                abs(from.nanosecondsSince($0.from)) > apart && from.nanosecondsSince($0.to) > apart / 2
            }
            guard isFree else { continue }
            let upstream = plan.station(ofCell: cell - 1)
            incidents.append(
                FreewayIncident(
                    from: from,
                    to: Self.later(from, minutes: minutes),
                    severity: severity,
                    upstreamStation: upstream,
                    stations: (upstream - 1...upstream + 1).filter { $0 >= 0 && $0 < plan.stations },
                    cell: cell
                )
            )
        }
        incidents.sort { $0.from < $1.from }
    }

    private static func wave(_ day: Timestamp, _ plan: FreewayPlan, _ random: inout SplitMix64) -> BrakingWave {
        let from = instant(of: day, fromHour: 6, toHour: 20, &random)
        return BrakingWave(
            cell: 1 + random.index(below: plan.cells - 2),
            from: from,
            to: later(from, minutes: 1 + 2 * random.uniform()),
            severity: 0.3 + 0.35 * random.uniform()
        )
    }

    private static func fault(_ day: Timestamp, _ plan: FreewayPlan, _ random: inout SplitMix64) -> FreewayFault {
        let from = instant(of: day, fromHour: 0, toHour: 22, &random)
        return FreewayFault(
            kind: FreewayFault.Kind.allCases[random.index(below: FreewayFault.Kind.allCases.count)],
            station: random.index(below: plan.stations),
            from: from,
            to: later(from, minutes: 10 + 90 * random.uniform())
        )
    }

    /// A number of events around `mean`.
    private static func number(_ mean: Double, _ random: inout SplitMix64) -> Int {
        max(0, Int((mean + 0.8 * mean.squareRoot() * random.bell()).rounded()))
    }

    /// An instant on a full step of the road between two hours of a day.
    private static func instant(
        of day: Timestamp,
        fromHour: Double,
        toHour: Double,
        _ random: inout SplitMix64
    ) -> Timestamp {
        later(day, minutes: 60 * (fromHour + (toHour - fromHour) * random.uniform()))
    }

    private static func later(_ time: Timestamp, minutes: Double) -> Timestamp {
        let steps = (minutes * 60 / FreewayRoad.stepSeconds).rounded()
        return time.advanced(byNanoseconds: Int64(steps * FreewayRoad.stepSeconds) * Nanoseconds.perSecond)
    }
}
