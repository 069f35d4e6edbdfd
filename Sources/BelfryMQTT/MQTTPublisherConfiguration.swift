/// What a publisher needs to know.
public struct MQTTPublisherConfiguration: Sendable, Hashable {
    /// The name under which status and log speak of it.
    public var name: String
    /// Its client identifier differs from the ingest session's, or the two throw each other out.
    public var endpoint: MQTTEndpoint
    /// What the broker is told of the publisher being there and gone; nil for nothing.
    public var presence: MQTTPresence?
    public var backoff: MQTTBackoff

    public init(
        name: String,
        endpoint: MQTTEndpoint,
        presence: MQTTPresence? = nil,
        backoff: MQTTBackoff = MQTTBackoff()
    ) {
        self.name = name
        self.endpoint = endpoint
        self.presence = presence
        self.backoff = backoff
    }
}

/// How a publisher stands.
public struct MQTTPublisherStatus: Sendable, Hashable {
    public var state: MQTTSessionStatus.State
    /// Why it is not online and what to do.
    public var fault: MQTTFault?
    /// Messages that wait or are on their way.
    public var waiting: Int
    /// Messages sent at QoS 0 or acknowledged at QoS 1.
    public var delivered: Int
    /// Messages that the broker did not take; usually its access list.
    public var refused: Int
    /// Whether the broker did not take the last message that it had to answer for.
    public var isRefusing: Bool
    /// Messages given up, the oldest first, because more waited than may.
    public var dropped: Int
}
