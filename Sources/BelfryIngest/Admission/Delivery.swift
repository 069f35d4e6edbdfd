/// The trace of one acknowledged delivery: enough to recognise the message should the broker send it again.
///
/// Kept with the batch that holds the message, since a crash between commit and acknowledgement makes the broker repeat
/// it, and a value without a time of its own could not be told from a new one.
public struct Delivery: Sendable, BitwiseCopyable, Hashable {
    /// The index of the broker.
    public var source: Int32
    /// The packet identifier, which survives redelivery.
    public var messageID: UInt16
    /// A hash of topic and payload.
    public var hash: UInt64

    public init(source: Int32, messageID: UInt16, hash: UInt64) {
        self.source = source
        self.messageID = messageID
        self.hash = hash
    }
}
