/// What the watch over a corridor takes for an incident; the defaults fit freeways with stations 300 to 1,000 m apart.
///
/// Times are seconds and not intervals: rows may come every 20, 30 or 60 s.
public struct CorridorParameters: Sendable, Hashable, BitwiseCopyable {
    /// Below this share of its free speed a station is slow.
    public var slowShare = 0.82
    /// So much of the free speed the next station must be faster, for the head of a queue to lie between.
    public var headShare = 0.12
    /// Below this share of the density at capacity, slow vehicles are no queue.
    public var leastDensityShare = 0.2

    /// What a queue may discharge below capacity without a reason, rain included.
    public var toleratedLossShare = 0.2
    /// What a head may lose beyond what it loses day after day.
    public var usualMarginShare = 0.1
    /// Beyond what is tolerated, so much makes the time count in full.
    public var certainExcessShare = 0.04
    /// The loss that speed alone tells is taken less this.
    public var speedLossMargin = 0.1

    /// The highest loss that a wave of braking brings about by itself.
    public var waveLossShare = 0.55
    /// How long a loss up to that must last, longer than such a wave.
    public var waveSeconds = 205.0
    /// A loss from which on `persistenceSeconds` are enough.
    public var fullLossShare = 0.65
    public var persistenceSeconds = 45.0
    /// How much loss a standstill vouches for; smaller drops of speed for less, in proportion.
    public var depthFactor = 1.5

    /// How long the head must be gone before an incident is over.
    public var clearSeconds = 180.0
    /// How long a queue that is left behind still counts as the same incident's.
    public var wakeSeconds = 1_200.0

    public init() {}
}
