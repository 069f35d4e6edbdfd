/// A retained message that says whether a client is there.
///
/// ```
///   connected: online ──► …      orderly stop: offline, goodbye      otherwise: the broker says offline, as the last will
/// ```
///
/// All at QoS 1. Said again at each connect, since the will of the connection before it may have been heard meanwhile.
public struct MQTTPresence: Sendable, Hashable {
    /// A topic name, without wildcards.
    public var topic: String
    public var online: [UInt8]
    public var offline: [UInt8]

    public init(topic: String, online: [UInt8], offline: [UInt8]) {
        self.topic = topic
        self.online = online
        self.offline = offline
    }
}
