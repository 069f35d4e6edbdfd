import BelfryModel

/// Loops of one direction of a road that never breaks down: vehicles come at random around a demand.
///
/// Counts scatter as a Poisson process's do, and the mean speed of few vehicles scatters more than that of many.
struct QuietRoad: Sendable {
    /// In km/h.
    let freeSpeed: Double
    let lanes: Double
    /// Vehicles an hour and lane.
    let laneCapacity: Double
    /// Demand at the busiest hour as a share of what the road can carry, well below 1.
    var busiest: Double
    let cadenceSeconds: Double
    /// Whether it tells speed and occupancy besides the flow.
    let isComplete: Bool
    private var demand = Wander(memorySteps: 15)
    private var pace = Wander(memorySteps: 30)

    init(
        freeSpeed: Double,
        lanes: Double,
        laneCapacity: Double,
        busiest: Double,
        cadenceSeconds: Double,
        isComplete: Bool
    ) {
        self.freeSpeed = freeSpeed
        self.lanes = lanes
        self.laneCapacity = laneCapacity
        self.busiest = busiest
        self.cadenceSeconds = cadenceSeconds
        self.isComplete = isComplete
    }

    /// Flow in vehicles an hour, speed in km/h where a vehicle passed, occupancy in %.
    mutating func measure(
        _ moment: QuietMoment,
        _ random: inout SplitMix64
    ) -> (flow: Double, speed: Double?, occupancy: Double) {
        demand.step(&random)
        pace.step(&random)
        // At weekends fewer drive, and later.
        let time = moment.isWeekend ? moment.time.advanced(byNanoseconds: -2 * Nanoseconds.perHour) : moment.time
        let usual = DailyProfile.traffic.value(at: time) * busiest * (moment.isWeekend ? 0.65 : 1)
        let share = usual * (1 + 0.05 * moment.weather.demand) * (1 + 0.05 * demand.value)
        let mean = max(0, share) * lanes * laneCapacity * cadenceSeconds / 3_600
        let vehicles = max(0, (mean + mean.squareRoot() * random.bell()).rounded())
        let flow = vehicles * 3_600 / cadenceSeconds
        guard vehicles > 0 else { return (0, nil, 0) }
        let squared = share * share
        let free = freeSpeed * (1 - 0.3 * squared * squared) * (1 - 0.04 * moment.weather.rain)
        let speed = max(5, free + 1.5 * pace.value + 7 / vehicles.squareRoot() * random.bell())
        let occupancy = flow / lanes / speed * 0.65 * (1 + 0.08 * random.bell())
        return (flow, (speed * 10).rounded() / 10, min(100, (occupancy * 10).rounded() / 10))
    }
}
