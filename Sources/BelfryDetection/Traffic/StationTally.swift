import BelfryModel

/// What several sensors of one station tell of one window, put together: speeds and occupancies as their mean, flows as their sum.
struct StationTally {
    private typealias Told = (sensor: String, vehiclesPerHour: Double)

    private var speed = (sum: 0.0, sensors: 0.0)
    private var occupancy = (sum: 0.0, sensors: 0.0)
    private var flows: [Told] = []
    private var counts: [Told] = []
    private var readings: UInt32 = 0

    /// Takes in what one sensor tells; what is no measure of a station is passed over.
    ///
    /// - Parameter hours: the length of the window that a count is of.
    mutating func add(_ share: JointWindow.Share, hours: Double) {
        switch StationMeasure(share.quantity) {
        case .speed: speed = (speed.sum + share.value, speed.sensors + 1)
        case .occupancy: occupancy = (occupancy.sum + share.value, occupancy.sensors + 1)
        case .flow: flows.append((share.sensor, share.value))
        case .count: counts.append((share.sensor, share.value * Double(share.readings) / hours))
        case nil: return
        }
        readings += UInt32(clamping: share.readings)
    }

    /// What its sensors tell, and how many of them told the flow: one that tells it as a flow and as a count is one.
    var result: (measures: StationMeasures, flowSensors: Int32) {
        guard readings > 0 else { return (.silent, 0) }
        let told =
            flows
            + counts.filter { count in count.sensor.isEmpty || !flows.contains { $0.sensor == count.sensor } }
        let measures = StationMeasures(
            occupancyPercent: occupancy.sensors > 0 ? occupancy.sum / occupancy.sensors : .nan,
            speedKilometresPerHour: speed.sensors > 0 ? speed.sum / speed.sensors : .nan,
            flowVehiclesPerHour: told.isEmpty ? .nan : told.reduce(0) { $0 + $1.vehiclesPerHour },
            readings: readings
        )
        return (measures, Int32(clamping: told.count))
    }
}
