// A vehicle that stands on a loop.
//
// Intuition: a loop that is covered all the time and counts nobody has a vehicle on it (HIOCC looks for the same in
// one-second samples). In a queue vehicles move on, so some are counted. Limits: a vehicle that stops between loops is
// not seen; in a full standstill all loops look the same, which is a queue and not one vehicle; a loop that is stuck on
// does as well, so what neighbours say is asked before anyone is sent, see `LoopState`. Refused: less than full cover, which
// queues reach. Source: Collins, Hopkins and Martin, TRRL SR 526, 1979 (HIOCC).

public import BelfryModel

/// Tells a vehicle that stands on a loop from occupancy and flow.
public struct StoppedVehicle: Sendable, BitwiseCopyable {
    public struct Parameters: Sendable, Hashable, BitwiseCopyable {
        public var occupancyPercent = 95.0
        /// Fewer an hour than this pass beside it on the same loops.
        public var flowVehiclesPerHour = 120.0
        public var forNanoseconds = 40 * Nanoseconds.perSecond
        /// Over below this occupancy.
        public var clearOccupancyPercent = 60.0

        public init() {}
    }

    public private(set) var isRaised = false
    /// Since when the loop is covered.
    public private(set) var since = Timestamp.distantFuture

    public init() {}

    /// Whether the loop is covered, for however short a time.
    var isCovered: Bool { since != .distantFuture }

    /// After a restart: it is raised already.
    mutating func restore(activeSince: Timestamp) { (isRaised, since) = (true, activeSince) }

    /// Takes in an interval; true while a vehicle stands there.
    ///
    /// An occupancy that is NaN changes nothing.
    public mutating func observe(
        from start: Timestamp,
        to end: Timestamp,
        occupancyPercent occupancy: Double,
        flowVehiclesPerHour flow: Double,
        _ parameters: Parameters
    ) -> Bool {
        guard !occupancy.isNaN else { return isRaised }
        if isRaised {
            if occupancy < parameters.clearOccupancyPercent { self = StoppedVehicle() }
            return isRaised
        }
        guard occupancy >= parameters.occupancyPercent, !(flow >= parameters.flowVehiclesPerHour) else {
            since = .distantFuture
            return false
        }
        since = min(since, start)
        isRaised = end.nanosecondsSince(since) >= parameters.forNanoseconds
        return isRaised
    }
}
