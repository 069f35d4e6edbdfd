public import BelfryModel

/// The arrival clock was set forward while no time passed.
public struct TraceClock: TraceLine, Hashable {
    /// What it showed.
    public var from: Timestamp
    /// What it shows from there on.
    public var to: Timestamp

    public init(from: Timestamp, to: Timestamp) {
        self.from = from
        self.to = to
    }

    /// The setting as one line, without its end.
    public var line: String { "{\"arrival\":\"\(to.rfc3339)\",\"clock_was\":\"\(from.rfc3339)\"}" }

    public init(line: [UInt8]) throws(TraceLineFault) {
        try self.init(FlatJSON(line))
    }

    init(_ object: FlatJSON) throws(TraceLineFault) {
        from = try object.time("clock_was")
        to = try object.time("arrival")
        guard to > from else { throw TraceLineFault(reason: "\"clock_was\" is not before \"arrival\"") }
    }
}
