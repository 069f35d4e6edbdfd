public import BelfryModel

/// One message as a broker delivered it: borrowed bytes, valid only during the call that hands it in.
///
/// Unsafe because copying topic and payload of each message costs more than decoding them; nothing in this module keeps
/// a pointer beyond ``Ingest/process(_:purpose:into:)``.
public struct InboundMessage {
    /// The topic's UTF-8 bytes.
    public var topic: UnsafeBufferPointer<UInt8>
    public var payload: UnsafeRawBufferPointer
    /// When it reached Belfry.
    public var arrival: Timestamp
    /// Whether the broker had kept it: then it may be of any age.
    public var isRetained: Bool
    /// The index of the broker that it came from.
    public var source: Int
    /// The packet identifier; 0 at QoS 0, which knows none.
    public var messageID: UInt16
    /// Whether the broker marks it as sent before.
    public var isRedelivered: Bool

    public init(
        topic: UnsafeBufferPointer<UInt8>,
        payload: UnsafeRawBufferPointer,
        arrival: Timestamp,
        isRetained: Bool = false,
        source: Int = 0,
        messageID: UInt16 = 0,
        isRedelivered: Bool = false
    ) {
        self.topic = topic
        self.payload = payload
        self.arrival = arrival
        self.isRetained = isRetained
        self.source = source
        self.messageID = messageID
        self.isRedelivered = isRedelivered
    }
}

/// What the readings of a message are for.
public enum Purpose: Sendable {
    /// The ordinary way: journal and detectors.
    case storeAndEvaluate
    /// The same beside an open bypass: whichever of the two copies comes first is evaluated.
    case storeBesideBypass
    /// The bypass while the store is down: detectors only; the broker keeps a copy for the store.
    case evaluateOnly
}
