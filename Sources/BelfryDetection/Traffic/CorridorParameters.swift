/// What the watch over a corridor takes for an incident; the defaults fit freeways with stations 300 to 1,000 m apart.
public struct CorridorParameters: Sendable, Hashable, BitwiseCopyable {
    /// Below this share of its free speed a station is slow.
    public var slowShare = 0.75
    /// So much of the free speed the next station must be faster, for the head of a queue to lie between.
    public var headShare = 0.12
    /// Below this share of the density at capacity, slow vehicles are no queue.
    public var leastDensityShare = 0.35
    /// What a queue may discharge below capacity without a reason.
    public var toleratedLossShare = 0.12
    /// What a head may lose beyond what it loses day after day.
    public var usualMarginShare = 0.1
    /// A loss at which `persistenceSeconds` are enough; smaller ones must last longer.
    public var fullLossShare = 0.6
    public var persistenceSeconds = 75.0
    /// How a smaller excess over the tolerated loss slows the evidence.
    public var lossExponent = 1.2
    /// Evidence fades within this time when the condition does not hold.
    public var fadeSeconds = 120.0
    /// How long the head must be gone before an incident is over.
    public var clearSeconds = 180.0
    /// How long a queue that is left behind still counts as the same incident's.
    public var wakeSeconds = 1_200.0
    /// How strongly speed alone tells of lost capacity: the loss by it is taken less this.
    public var speedLossMargin = 0.1

    public init() {}
}
