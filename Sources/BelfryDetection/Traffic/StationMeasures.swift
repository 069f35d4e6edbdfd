/// What one station of a corridor tells of one interval; NaN is what it does not tell.
public struct StationMeasures: Sendable, Hashable, BitwiseCopyable {
    /// Share of the time that the loops were covered, the mean of the lanes.
    public var occupancyPercent: Double
    public var speedKilometresPerHour: Double
    /// Of all lanes.
    public var flowVehiclesPerHour: Double
    /// How many readings this rests on; 0 where the station was silent.
    public var readings: UInt32

    public init(
        occupancyPercent: Double = .nan,
        speedKilometresPerHour: Double = .nan,
        flowVehiclesPerHour: Double = .nan,
        readings: UInt32 = 1
    ) {
        self.occupancyPercent = occupancyPercent
        self.speedKilometresPerHour = speedKilometresPerHour
        self.flowVehiclesPerHour = flowVehiclesPerHour
        self.readings = readings
    }

    /// A station that said nothing.
    public static var silent: StationMeasures { StationMeasures(readings: 0) }
}
