/// What became of a message, as ``Ingest/process(_:purpose:into:)`` tells its caller.
public struct Disposition: Sendable, Equatable {
    public var outcome: Outcome
    public var bucket: Bucket
    public var reason: Reason
    /// New readings that it brought.
    public var readings: Int
}
