// The quantities of traffic from what a station counts.
//
// A station knows one place for one interval: vehicles, how long they covered the loop, how fast they were. Flow and
// headway follow exactly; density only where speeds are equal, or by the space-mean speed. Refused: a passenger-car
// equivalent for lorries, which needs a classification that loops do not have; so levels of service are those of a
// fleet of cars. Sources: HCM 2010/6 for the levels, Wardrop 1952 for the two means.

/// Flow, headway, density and level of service from counts, speeds and occupancy; NaN where they cannot be told.
public enum TrafficMeasures {
    /// Vehicles an hour from a count over an interval.
    @inlinable
    public static func flowVehiclesPerHour(count: Double, seconds: Double) -> Double {
        seconds > 0 && count >= 0 ? 3_600 * count / seconds : .nan
    }

    /// Mean seconds from one vehicle's front to the next one's; infinite where none passed.
    @inlinable
    public static func headwaySeconds(flowVehiclesPerHour flow: Double) -> Double {
        flow >= 0 ? 3_600 / flow : .nan
    }

    /// The arithmetic mean of the speeds of the vehicles that passed.
    public static func timeMeanSpeed(_ speeds: some Sequence<Double>) -> Double {
        var (sum, count) = (0.0, 0.0)
        for speed in speeds { (sum, count) = (sum + speed, count + 1) }
        return count > 0 ? sum / count : .nan
    }

    /// The harmonic mean: that of the vehicles on the road at an instant, never above the time-mean speed.
    ///
    /// A vehicle that stands counts nothing and makes the mean 0.
    public static func spaceMeanSpeed(_ speeds: some Sequence<Double>) -> Double {
        var (sum, count) = (0.0, 0.0)
        for speed in speeds { (sum, count) = (sum + 1 / speed, count + 1) }
        return count > 0 ? count / sum : .nan
    }

    /// Vehicles a kilometre from flow and space-mean speed.
    @inlinable
    public static func densityVehiclesPerKilometre(
        flowVehiclesPerHour flow: Double,
        spaceMeanSpeedKilometresPerHour speed: Double
    ) -> Double {
        speed > 0 && flow >= 0 ? flow / speed : .nan
    }

    /// Vehicles a kilometre from the share of time that a loop is covered; of the lanes that the share is a mean of, one.
    ///
    /// - Parameter effectiveVehicleMetres: vehicle and loop together, some 5.5 to 7.5 m.
    @inlinable
    public static func densityVehiclesPerKilometre(
        occupancyPercent: Double,
        effectiveVehicleMetres: Double = 6.5
    ) -> Double {
        (0...100).contains(occupancyPercent) && effectiveVehicleMetres > 0
            ? occupancyPercent * 10 / effectiveVehicleMetres : .nan
    }
}
