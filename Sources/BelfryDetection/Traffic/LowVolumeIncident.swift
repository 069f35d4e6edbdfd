// An incident at night, when too few vehicles pass for any queue.
//
// Intuition: what passes the upstream station must pass the downstream one after the travel time. Count both; when
// more vehicles are between them than the road between can explain, somebody has stopped. Limits: ramps between the
// two forbid it, and two loops never count quite the same, so the difference is forgotten slowly; by day the errors of
// counting hide one vehicle. Refused: matching single vehicles by their lengths, which needs more than counts.
// Source: the input-output idea of Persaud and Hall and of the low-volume algorithms of the 1980s, from memory.

public import BelfryModel

/// Tells vehicles that are missing between two stations from their counts at low volume.
public struct LowVolumeIncident: Sendable, BitwiseCopyable {
    public struct Parameters: Sendable, Hashable, BitwiseCopyable {
        /// Above this flow it stays silent.
        public var highestFlowVehiclesPerHour = 600.0
        /// So many vehicles too many between the stations.
        public var missingVehicles = 4.0
        /// For so long, more than anyone takes from one to the next.
        public var forNanoseconds = 120 * Nanoseconds.perSecond
        /// How slowly the difference is forgotten.
        public var memorySeconds = 600.0

        public init() {}
    }

    public private(set) var isRaised = false
    /// Vehicles counted upstream and not yet downstream.
    public private(set) var missing = 0.0
    public private(set) var since = Timestamp.distantFuture
    /// Whether both stations told the last interval, and volumes are low enough for counting.
    public private(set) var isCounting = false

    public init() {}

    /// One that misses vehicles already: after a restart, or a pause in what the stations tell.
    static func continuing(_ parameters: Parameters) -> LowVolumeIncident {
        var detector = LowVolumeIncident()
        detector.isRaised = true
        detector.missing = parameters.missingVehicles
        return detector
    }

    /// Takes in what both stations counted in an interval; true while vehicles are missing.
    ///
    /// A count that is NaN, or too high a flow, forgets all.
    public mutating func observe(
        from start: Timestamp,
        to end: Timestamp,
        upstreamCount: Double,
        downstreamCount: Double,
        _ parameters: Parameters
    ) -> Bool {
        let seconds = Double(end.nanosecondsSince(start)) / 1e9
        let highest = parameters.highestFlowVehiclesPerHour * seconds / 3_600
        // Rare vehicles come in bunches: the limit is one of the mean, so a bunch may be twice as much.
        guard seconds > 0, upstreamCount <= 2 * highest + 1, downstreamCount <= 2 * highest + 1 else {
            self = LowVolumeIncident()
            return false
        }
        isCounting = true
        missing += upstreamCount - downstreamCount - missing * seconds / (seconds + parameters.memorySeconds)
        missing = max(-1, missing)
        guard missing >= parameters.missingVehicles else {
            (isRaised, since) = (isRaised && missing > parameters.missingVehicles / 2, .distantFuture)
            return isRaised
        }
        since = min(since, start)
        if end.nanosecondsSince(since) >= parameters.forNanoseconds { isRaised = true }
        return isRaised
    }
}
