import BelfryDetection
import BelfryModel

/// What a shard tells the correlation stage: a verdict, or that it has passed a tick.
struct ShardOutput: BitwiseCopyable {
    /// nil, and neither member nor series that is present: the shard has passed the tick `instant`.
    var verdict: Verdict?
    /// When the verdict fell on the arrival clock, or the tick.
    var instant: Timestamp
    /// The rule set that the verdict's rule number belongs to, or that was in force at the tick.
    var generation: Int32
    /// The rule has left; nothing was seen to end.
    var isWithdrawal = false
    /// What it rests on is in doubt, since the sensor is at fault; nothing was seen to end.
    var isDoubted = false
    /// The rule is not judged at that hour; nothing was seen to end.
    var isOutsideHours = false
    /// It was raised by what came much later than it was measured; see ``Backlog``.
    var isBelated = false
    /// A series that has caught up with the present, in place of a verdict.
    var present: SeriesID?
    /// A window for a group, in place of a verdict.
    var member: MemberWindow?
    /// The image whose part has been laid down behind the tick `instant`; 0: none.
    var image: Int32 = 0
}
