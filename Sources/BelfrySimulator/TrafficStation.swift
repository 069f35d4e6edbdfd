import BelfryModel

/// Loops across all lanes of one direction, whose three quantities hang together.
///
/// Demand d is a share of capacity. Speed falls with the fourth power of it (the BPR function's exponent, Bureau of
/// Public Roads 1964), density is flow over speed, and occupancy is the share of time that vehicles of 6.5 m effective
/// length cover the loop: occupancy = density per lane · 0.65 % per veh/km.
struct TrafficStation: Sendable {
    /// In km/h.
    let freeSpeed: Double
    let lanes: Double
    /// Vehicles an hour and lane.
    let laneCapacity: Double
    private var walk = 0.0

    init(freeSpeed: Double, lanes: Double, laneCapacity: Double) {
        self.freeSpeed = freeSpeed
        self.lanes = lanes
        self.laneCapacity = laneCapacity
    }

    /// Flow, speed, occupancy.
    typealias State = (flow: Double, speed: Double, occupancy: Double)

    /// The next state; one call a reading.
    ///
    /// - Parameters:
    ///   - congestion: how much of a queue stands here, in [0, 1].
    ///   - starvation: how much of the demand a blockage upstream holds back, in [0, 1].
    mutating func state(
        at time: Timestamp,
        congestion: Double,
        starvation: Double,
        random: inout SplitMix64
    ) -> State {
        walk = 0.8 * walk + 0.6 * random.bell()
        let demand = min(
            0.97,
            max(0.01, DailyProfile.traffic.value(at: time) * (1 + 0.06 * walk) * (1 - 0.7 * starvation))
        )
        let squared = demand * demand
        let free = freeSpeed * (1 - 0.3 * squared * squared) + 1.2 * random.bell()
        let queued = 9 + 2 * random.bell()
        let speed = max(2, free + (queued - free) * congestion)
        let flow = demand * lanes * laneCapacity * (1 - 0.7 * congestion)
        let moving = min(100, flow / lanes / speed * 0.65)
        let occupancy = moving + (62 + 3 * random.bell() - moving) * congestion
        return (flow, speed, min(100, max(0, occupancy)))
    }
}
