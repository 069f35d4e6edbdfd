/// What one line of a trace, or of its truth, is read into.
public protocol TraceLine: Sendable {
    /// Reads the bytes of one line, without its end.
    init(line: [UInt8]) throws(TraceLineFault)
}

/// Why a line cannot be read.
public struct TraceLineFault: Error, Sendable, Hashable {
    public var reason: String

    public init(reason: String) {
        self.reason = reason
    }
}
