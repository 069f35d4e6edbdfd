/// The topics on which Belfry itself speaks.
///
///     belfry / {gateway} / status        belfry / {gateway} / findings        belfry / {gateway} / incidents / {id}
///
/// Whoever subscribes to `#` hears them too, those of other gateways as well; none of them is a sensor's.
enum GatewayTopic {
    /// Whether a topic is one of these; anything else below `belfry/` is a sensor's like any other.
    static func isOne(_ topic: UnsafeBufferPointer<UInt8>) -> Bool {
        // Asked of every message, and nearly always answered by the first byte.
        guard topic.first == UInt8(ascii: "b") else { return false }
        let levels = TopicLevels(topic)
        guard levels.isLevel(0, "belfry") else { return false }
        switch levels.count {
        case 3: return levels.isLevel(2, "status") || levels.isLevel(2, "findings")
        case 4...: return levels.isLevel(2, "incidents")
        default: return false
        }
    }
}
