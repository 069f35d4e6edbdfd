// A freeway in one direction with loop stations, for detectors of incidents to be tuned and judged on.
//
//   demand ─► cell │ cell │ cell │ ... │ cell ─► out         one station every `cellsPerStation` cells
//                    ▲ ramp            ▲ bottleneck
//
// Fixed before any detector was tuned: the parameters below, `tuningSeeds` and `heldOutSeeds`. What is tuned on the
// first may be judged on the second only.

import BelfryModel

/// What a simulated freeway is like, whatever its seed.
public struct FreewayPlan: Sendable, Hashable {
    /// Seeds that detectors may be tuned on.
    public static let tuningSeeds: ClosedRange<UInt64> = 1...4
    /// Seeds that detectors are judged on and never tuned on.
    public static let heldOutSeeds: ClosedRange<UInt64> = 101...104

    /// At least 4.
    public var stations = 12
    /// Cells from one station to the next, at least 1.
    public var cellsPerStation = 2
    public var cellMetres = 250.0
    public var lanes = 3.0
    public var freeSpeedKilometresPerHour = 105.0
    /// How fast a jam's tail or a wave runs upstream.
    public var waveSpeedKilometresPerHour = 19.0
    public var laneCapacityVehiclesPerHour = 1_950.0
    /// What every loop covers beside the vehicle, with it.
    public var effectiveVehicleMetres = 6.3
    /// What one row sums up, at least the 5 s of a step.
    public var intervalSeconds: Int64 = 30

    /// The cell whose capacity is lower for good, as a share of the road's length.
    public var bottleneckPlace = 0.7
    public var bottleneckCapacityShare = 0.9
    /// What a standing queue takes from its bottleneck's discharge.
    public var capacityDropShare = 0.05
    /// Where a ramp adds vehicles, as a share of the road's length.
    public var rampPlace = 0.45
    /// Of the demand on the main road.
    public var rampShare = 0.08

    /// The highest demand of a weekday, as a share of the road's capacity.
    public var peakDemandShare = 0.93
    /// How much lower a day off peaks.
    public var weekendDemandShare = 0.72

    public var rainDayProbability = 0.2
    public var rainCapacityShare = 0.87
    public var rainSpeedShare = 0.93

    public var incidentsPerDay = 2.0
    public var brakingWavesPerDay = 8.0
    public var faultsPerDay = 0.6

    /// The corridor of the defaults.
    public init() {}

    var cells: Int { max(4, stations) * max(1, cellsPerStation) }
    var bottleneckCell: Int { cell(at: bottleneckPlace) }
    var rampCell: Int { cell(at: rampPlace) }
    var capacity: Double { lanes * laneCapacityVehiclesPerHour }
    /// Vehicles a kilometre at capacity.
    var criticalDensity: Double { capacity / freeSpeedKilometresPerHour }
    /// Vehicles a kilometre at a standstill.
    var jamDensity: Double { criticalDensity + capacity / waveSpeedKilometresPerHour }

    /// The station whose loops lie at the beginning of this cell or the nearest one before it.
    func station(ofCell cell: Int) -> Int { cell / max(1, cellsPerStation) }

    private func cell(at share: Double) -> Int {
        min(cells - 2, max(1, Int(share * Double(cells))))
    }

    /// Demand at an instant, as a share of the day's peak: 24 values at the full hours, straight lines between them.
    static func demandShare(at time: Timestamp, isWeekend: Bool) -> Double {
        let intoDay = time.nanosecondsSince(time.alignedDown(toMultipleOf: Nanoseconds.perDay))
        let hour = Int(intoDay / Nanoseconds.perHour) % 24
        let share = Double(intoDay % Nanoseconds.perHour) / Double(Nanoseconds.perHour)
        let hours = isWeekend ? weekendHours : weekdayHours
        return hours[hour] + (hours[(hour + 1) % 24] - hours[hour]) * share
    }

    private static let weekdayHours = [
        0.13, 0.09, 0.08, 0.09, 0.15, 0.33, 0.68, 0.98, 1.00, 0.80, 0.66, 0.64,
        0.67, 0.68, 0.73, 0.85, 0.99, 1.00, 0.86, 0.62, 0.46, 0.36, 0.28, 0.19,
    ]
    private static let weekendHours = [
        0.22, 0.15, 0.11, 0.09, 0.10, 0.15, 0.26, 0.40, 0.58, 0.76, 0.90, 0.97,
        1.00, 0.98, 0.97, 0.99, 1.00, 0.96, 0.86, 0.72, 0.57, 0.46, 0.38, 0.29,
    ]
}
