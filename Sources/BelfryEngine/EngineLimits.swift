import BelfryModel

/// How much one engine may take, and what happens beyond.
public enum EngineLimits {
    /// Shards, each a thread; more are cut to this.
    public static let shards = 64
    /// Series numbers; a reading of a higher one is counted as refused and not evaluated.
    public static let series = 1 << 24
    /// Slots of the ring from a shard to the correlation stage; a shard waits while it is full.
    static let outputCapacity = 1_024
    /// Readings that a shard evaluates before it looks after anything else.
    static let readingsPerRound = 1_024
    /// How far ahead of its evaluation a reading's series is fetched into the cache, and twice as far where that lies; 4 to 8
    /// measured the same.
    static let readingsAhead = 6
    /// Times that one instant may fire on one series before the shard goes on: a detector that never rests is a bug.
    static let roundsPerInstant = 8
    /// An image of all series of one shard; where they take more, none is made, and a restart reads the journal instead.
    public static let imageBytes = 64 << 20
    /// Groups of series; of further ones windows are not put together.
    public static let groups = 16_384
    /// Series of one group; further ones are not heard.
    public static let groupMembers = 2_000
    /// Windows of one group that wait for members; then the oldest is judged without them.
    static let openGroupWindows = 8
    /// How long a group waits for members whose clocks are late.
    static let groupPatienceNanoseconds = 30 * Nanoseconds.perSecond
    /// How long a series may take to catch up with the present before what it raised on the way is told all the same.
    static let backlogNanoseconds = 10 * Nanoseconds.perMinute
    /// Kinds of rules that match series and cannot watch them, kept for the operator; further ones are only counted.
    public static let skippedRules = 1_000
}
