/// A subscription that the broker did not grant as asked: its messages do not arrive, or arrive without the promise.
public struct MQTTSubscriptionFault: Sendable, Hashable, CustomStringConvertible {
    public var filter: String
    /// The SUBACK reason code: 0x80 and above refuse, 0 grants QoS 0 where 1 was asked for.
    public var code: Int

    public init(filter: String, code: Int) {
        self.filter = filter
        self.code = code
    }

    /// Whether nothing at all arrives.
    public var isRefused: Bool { code >= 0x80 }

    /// One line: what, why, what to do.
    public var description: String {
        switch code {
        case 0x87:
            "subscription \(filter) refused: not authorized; grant this user the topic in the broker's access list"
        case 0x8F, 0xA2:
            "subscription \(filter) refused: \(MQTTFault.reasonName(code)); write a filter that this broker takes"
        case 0x80...:
            "subscription \(filter) refused: \(MQTTFault.reasonName(code)); see the broker's access list and log"
        default:
            "subscription \(filter) granted with QoS \(code) only; what the broker cannot deliver at once is lost"
        }
    }
}
