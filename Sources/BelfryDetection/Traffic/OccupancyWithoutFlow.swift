// Intuition: who covers a detector is a vehicle, and vehicles drive on. Occupancy without a count, or a count without occupancy, for
// longer than a queue stands, is a detector that contradicts itself. Limits: both must tell of the same lane and come about as
// often; a queue that stands on the detector for longer than `forNanoseconds` looks the same. Refused: a comparison reading by
// reading, since a vehicle may be counted in one interval and leave in the next. Source: Chen, Kwon, Rice, Skabardonis and
// Varaiya, "Detecting errors and imputing missing data for single-loop surveillance systems" (2003), statistics of samples with
// one of the two at 0.

public import BelfryModel

/// Whether flow and occupancy of one traffic detector contradict each other: two series in, one answer.
///
/// ```
///   flow        0   0   0   0  12            occupancy above `least` and no vehicle for `forNanoseconds`: raised
///   occupancy   9   8   9   9   9            the first vehicle, or an empty detector: cleared
/// ```
/// Pure: feed it good readings, or windows, of both in the order of their event time; what is older than the newest of its own
/// series is passed over.
public struct OccupancyWithoutFlow: Sendable, BitwiseCopyable {
    /// What contradicts what.
    public enum Contradiction: UInt8, Sendable, BitwiseCopyable {
        case occupancyWithoutFlow
        case flowWithoutOccupancy
    }

    /// Occupancy up to this is none, in per cent.
    public let leastPercent: Double
    public let forNanoseconds: Int64
    /// A value older than this says nothing of the other series' present.
    public let validNanoseconds: Int64

    private var flow = Double.nan
    private var occupancy = Double.nan
    private var flowTime = Timestamp.distantPast
    private var occupancyTime = Timestamp.distantPast
    /// Since when they contradict each other; nil where they do not.
    private var start: Timestamp?
    private var current: Contradiction?
    /// What is raised, and since when.
    public private(set) var raised: Contradiction?
    public private(set) var since = Timestamp.distantPast

    public init(
        leastPercent: Double = 2,
        forNanoseconds: Int64 = 30 * Nanoseconds.perMinute,
        validNanoseconds: Int64 = 10 * Nanoseconds.perMinute
    ) {
        self.leastPercent = leastPercent
        self.forNanoseconds = forNanoseconds
        self.validNanoseconds = validNanoseconds
    }

    /// Takes in a flow or a count.
    public mutating func observe(flow value: Double, at time: Timestamp) -> Transition {
        guard value.isFinite, time >= flowTime else { return .none }
        (flow, flowTime) = (value, time)
        return judge(at: time)
    }

    /// Takes in an occupancy in per cent.
    public mutating func observe(occupancyPercent value: Double, at time: Timestamp) -> Transition {
        guard value.isFinite, time >= occupancyTime else { return .none }
        (occupancy, occupancyTime) = (value, time)
        return judge(at: time)
    }

    /// Takes in both, of one instant; what is NaN is not known.
    public mutating func observe(flow: Double, occupancyPercent: Double, at time: Timestamp) -> Transition {
        if flow.isFinite, time >= flowTime { (self.flow, flowTime) = (flow, time) }
        if occupancyPercent.isFinite, time >= occupancyTime { (occupancy, occupancyTime) = (occupancyPercent, time) }
        return judge(at: time)
    }

    /// After a restart: it is raised already.
    mutating func restore(_ contradiction: Contradiction, activeSince: Timestamp) {
        (raised, since) = (contradiction, activeSince)
    }

    /// Knows of neither any more.
    mutating func forget() {
        self = OccupancyWithoutFlow(
            leastPercent: leastPercent,
            forNanoseconds: forNanoseconds,
            validNanoseconds: validNanoseconds
        )
    }

    private mutating func judge(at time: Timestamp) -> Transition {
        // After a restart: one that has not been heard yet neither agrees nor contradicts.
        guard flowTime != .distantPast, occupancyTime != .distantPast else { return .none }
        guard let contradiction = contradiction(at: time) else {
            (start, current) = (nil, nil)
            guard raised != nil else { return .none }
            raised = nil
            return .cleared
        }
        if contradiction != current { (start, current) = (time, contradiction) }
        guard raised == nil, let start, time.nanosecondsSince(start) >= forNanoseconds else { return .none }
        raised = contradiction
        since = start
        return .raised
    }

    /// Nil where they agree, or where one of them is too old to say.
    private func contradiction(at time: Timestamp) -> Contradiction? {
        guard time.nanosecondsSince(flowTime) <= validNanoseconds,
            time.nanosecondsSince(occupancyTime) <= validNanoseconds
        else { return nil }
        if flow == 0 { return occupancy > leastPercent ? .occupancyWithoutFlow : nil }
        return occupancy == 0 ? .flowWithoutOccupancy : nil
    }
}
