/// A span of which messages may be missing: the broker had forgotten the session, and with it what it kept for us.
public struct MQTTSessionGap: Sendable, Hashable {
    /// When the connection before it ended, on the monotonic clock.
    public var fromMonotonicNanoseconds: Int64
    /// When the broker said that it knows no session.
    public var toMonotonicNanoseconds: Int64

    public init(fromMonotonicNanoseconds: Int64, toMonotonicNanoseconds: Int64) {
        self.fromMonotonicNanoseconds = fromMonotonicNanoseconds
        self.toMonotonicNanoseconds = toMonotonicNanoseconds
    }
}
