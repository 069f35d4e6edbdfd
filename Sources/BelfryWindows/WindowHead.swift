public import BelfryModel

/// What a series' owner keeps of its windows: all that most readings ask.
public struct WindowHead: Sendable, BitwiseCopyable {
    /// When on the series' clock the next span closes; ``Timestamp/distantFuture`` where nothing is open.
    public internal(set) var nextDue = Timestamp.distantFuture
    /// A reading newer than all before it and older than this closes nothing and belongs to the newest span of each length.
    public internal(set) var limit = Timestamp.distantPast
    @usableFromInline let lengths: UInt32

    /// How many window lengths there are.
    @inlinable
    public var count: Int { Int(lengths) }

    /// The head of windows of `lengths` lengths, to be laid out as a ``WindowSet``.
    public init(lengths: Int) {
        self.lengths = UInt32(lengths)
    }
}
