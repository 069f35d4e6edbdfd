public import BelfryModel

/// Whether a value came when it was due.
///
/// Source: IOOS, "Manual for Real-Time Quality Control", test 1. A sensor that says nothing at all is told by `silence`; this
/// flags the value that ends a gap.
public struct QartodTimeGap: Sendable, Hashable, BitwiseCopyable {
    public var suspectNanoseconds: Int64
    public var failNanoseconds: Int64
    private var previous = Timestamp.distantPast

    public init(suspectNanoseconds: Int64, failNanoseconds: Int64 = .max) {
        self.suspectNanoseconds = suspectNanoseconds
        self.failNanoseconds = failNanoseconds
    }

    /// Takes in the time of the next value.
    public mutating func flag(at time: Timestamp) -> QartodFlag {
        defer { previous = time }
        guard previous != .distantPast else { return .notEvaluated }
        let gap = time.nanosecondsSince(previous)
        if gap > failNanoseconds { return .fail }
        return gap > suspectNanoseconds ? .suspect : .good
    }
}
