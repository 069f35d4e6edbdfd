public import BelfryModel

/// What a series' owner keeps of its windows: all that most readings ask.
public struct WindowHead: Sendable, BitwiseCopyable {
    /// When on the series' clock the next span ends; ``Timestamp/distantFuture`` where nothing is open.
    ///
    /// While ``isTicking`` it is the end of the present pane.
    public internal(set) var nextDue = Timestamp.distantFuture
    /// A reading newer than all before it and older than this closes nothing, and the front is all that it changes.
    public internal(set) var limit = Timestamp.distantPast
    /// Panes without a value that have ended since the one in the front did.
    var emptyPanes: UInt16 = 0
    /// Whether panes end one after the other: not before the first reading, nor while the series is idle.
    var isTicking: Bool {
        get { marks & 1 != 0 }
        set { marks = newValue ? marks | 1 : marks & ~1 }
    }
    /// Whether windows that depend on the order of readings lie in the cold block.
    var hasOrdered: Bool {
        get { marks & 2 != 0 }
        set { marks = newValue ? marks | 2 : marks & ~2 }
    }
    /// Both of them in one byte, so that what a routine reading touches stays within a cache line.
    private var marks: UInt8 = 0

    public init() {}
}
