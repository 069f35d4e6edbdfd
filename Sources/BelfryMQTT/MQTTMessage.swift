/// One PUBLISH as it lies in somebody else's buffers; valid only during the call that hands it out.
public struct MQTTMessage: ~Copyable {
    /// UTF-8, without wildcards, at least 1 byte.
    public let topic: UnsafeBufferPointer<UInt8>
    /// May be empty.
    public let payload: UnsafeRawBufferPointer
    /// 0 or 1.
    public let qos: UInt8
    /// The broker sends this because it was kept, not because it was published just now.
    public let isRetained: Bool
    /// The packet identifier: 0 at QoS 0, otherwise the same again when the broker sends the message once more.
    public let messageID: UInt16
    /// The broker marks this as sent before (DUP, MQTT 5, 3.3.1.1).
    ///
    /// Told only after a connect to a session that the broker had kept, until it has sent again what it had to.
    public let isRedelivered: Bool
}
