/// Recognises messages that a broker may send again because it never saw their acknowledgement.
///
/// Packet identifiers are reused, so an expectation holds for one message only, and not for long: the first message with
/// its identifier settles it, and a broker that has moved on without it drops it.
struct RedeliveryFilter {
    /// A broker resends at once after the session resumes; after half a round of identifiers it will not any more.
    static let messagesUntilForgotten = 32_768

    private struct Key: Hashable {
        var source: Int32
        var messageID: UInt16
    }

    private var expected: [Key: UInt64] = [:]
    private var messagesSince = 0

    /// Expects deliveries to be repeated.
    ///
    /// At most 65,535 a broker, by the range of identifiers.
    mutating func expect(_ deliveries: [Delivery]) {
        messagesSince = 0
        for delivery in deliveries {
            expected[Key(source: delivery.source, messageID: delivery.messageID)] = delivery.hash
        }
    }

    /// Expects nothing of a broker any more: it has forgotten the session, and its identifiers begin anew.
    mutating func expectNothing(of source: Int32) {
        expected = expected.filter { $0.key.source != source }
    }

    /// Whether a message is an expected repeat; asked for every message, it settles the expectation.
    ///
    /// - Parameter isMarked: whether the broker says that it sent the message before. A broker that came back with an
    ///   older state gives known identifiers to new messages, and those may say the same: only the mark tells.
    mutating func isRepeat(_ delivery: Delivery, isMarked: Bool) -> Bool {
        guard !expected.isEmpty, delivery.messageID != 0 else { return false }
        let hash = expected.removeValue(forKey: Key(source: delivery.source, messageID: delivery.messageID))
        messagesSince += 1
        if messagesSince > Self.messagesUntilForgotten { expected.removeAll() }
        return isMarked && hash == delivery.hash
    }
}
