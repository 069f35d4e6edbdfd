/// What a publisher needs to know.
public struct MQTTPublisherConfiguration: Sendable, Hashable {
    /// The name under which status and log speak of it.
    public var name: String
    /// Its client identifier differs from the ingest session's, or the two throw each other out.
    public var endpoint: MQTTEndpoint
    /// What the broker publishes when this connection ends without a goodbye.
    public var will: MQTTWill?
    public var backoff: MQTTBackoff

    public init(
        name: String,
        endpoint: MQTTEndpoint,
        will: MQTTWill? = nil,
        backoff: MQTTBackoff = MQTTBackoff()
    ) {
        self.name = name
        self.endpoint = endpoint
        self.will = will
        self.backoff = backoff
    }
}

/// A last will, sent by the broker at QoS 1.
public struct MQTTWill: Sendable, Hashable {
    /// A topic name, without wildcards.
    public var topic: String
    public var payload: [UInt8]
    public var isRetained: Bool

    public init(topic: String, payload: [UInt8], isRetained: Bool = true) {
        self.topic = topic
        self.payload = payload
        self.isRetained = isRetained
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
    /// Messages given up, the oldest first, because more waited than may.
    public var dropped: Int
}
