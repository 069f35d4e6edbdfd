/// The trace of one message of a batch: by it the broker's repetition is known after a restart.
///
/// An MQTT message identifier survives redelivery, and the hash of topic and payload tells a repetition from the
/// identifier's next use.
public struct StoredDelivery: Hashable, Sendable, BitwiseCopyable {
    public var hash: UInt64
    /// The subscription's broker.
    public var source: Int32
    public var messageID: UInt16

    public init(source: Int32, messageID: UInt16, hash: UInt64) {
        self.hash = hash
        self.source = source
        self.messageID = messageID
    }
}
