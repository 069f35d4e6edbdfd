/// What discovery messages have said, by the topic that they speak of.
///
/// Bounded in messages and values: beyond either limit a further message is not remembered, and says so. The session
/// alone changes it; the bypass reads it.
struct DiscoveryMemory {
    /// The most discovery messages.
    static let messageLimit = 16_384
    /// The most values of all messages together.
    static let valueLimit = 32_768
    /// The most values of one state topic; each message on it is searched for all of them.
    static let topicValueLimit = 256

    private struct Said {
        var message: UInt64
        var value: DiscoveredValue
    }

    private struct Topic {
        var topic: [UInt8]
        var said: [Said] = []
    }

    /// By the topic of the message: what it speaks of, a topic for each value.
    private var messages: [UInt64: [UInt64]] = [:]
    private var said: [UInt64: Topic] = [:]
    private var names = DiscoveredNames()
    private var topics: [UInt64: DiscoveredTopic] = [:]
    private(set) var valueCount = 0

    /// What is known of a message's topic; nil where nothing is.
    ///
    /// O(1), and no more than a comparison where no discovery message was ever heard.
    func topic(_ context: DecodingContext) -> DiscoveredTopic? {
        guard !topics.isEmpty, let known = topics[context.topicHash] else { return nil }
        let isSame = known.topic.withUnsafeBufferPointer { RawBytes.areEqual($0, context.topic) }
        return isSame ? known : nil
    }

    /// Takes what a message says in the place of what the last one on its topic said.
    ///
    /// - Returns: false where it says more than there is room for, so that nothing of it is remembered.
    mutating func learn(_ message: DiscoveryMessage, _ context: DecodingContext) -> Bool {
        forget(context)
        if message.values.isEmpty { return true }
        guard messages.count < Self.messageLimit, valueCount + message.values.count <= Self.valueLimit else {
            return false
        }
        var learnt: [UInt64] = []
        var touched: Set<UInt64> = []
        for (topic, value) in message.values {
            let key = topic.withUnsafeBufferPointer {
                TopicRouter.hash(of: $0, source: context.feed.subscription.source)
            }
            if said[key] == nil { said[key] = Topic(topic: topic) }
            guard let known = said[key], known.topic == topic, known.said.count < Self.topicValueLimit else { continue }
            said[key]?.said.append(Said(message: context.topicHash, value: value))
            learnt.append(key)
            touched.insert(key)
            touched.formUnion(names.add(value, on: key))
        }
        for key in touched { publish(key) }
        valueCount += learnt.count
        messages[context.topicHash] = learnt
        return true
    }

    /// Forgets what was said by messages on the topic at hand.
    mutating func forget(_ context: DecodingContext) {
        guard let keys = messages.removeValue(forKey: context.topicHash) else { return }
        valueCount -= keys.count
        var touched = Set(keys)
        for key in Set(keys) {
            for said in said[key]?.said ?? [] where said.message == context.topicHash {
                touched.formUnion(names.remove(said.value, on: key))
            }
            said[key]?.said.removeAll { $0.message == context.topicHash }
        }
        for key in touched { publish(key) }
    }

    private mutating func publish(_ key: UInt64) {
        guard let topic = said[key], !topic.said.isEmpty else {
            said[key] = nil
            topics[key] = nil
            return
        }
        topics[key] = DiscoveredTopic(topic: topic.topic, said: topic.said.map(\.value)) { value in
            names.isShared(value, on: key)
        }
    }
}
