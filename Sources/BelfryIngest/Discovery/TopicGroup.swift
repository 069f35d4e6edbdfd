// Topics that one subscription can read: of one kind, below one root, and as deep as each other.
//
//   city/north/traffic/tls-1/speed ┐
//   city/south/traffic/tls-9/flow  ├─► numbers · city · 5 levels
//   city/north/air/a-7/no2         ┘

/// How the payloads of a topic can be read.
enum TopicKind: Hashable {
    /// In a format that is recognised by its content or topic.
    case format(PayloadFormat)
    /// Plain numbers; the topic has to say of what.
    case number
    /// JSON of no known format: a mapping may read it.
    case json
    /// Neither.
    case unreadable
    /// Something that is none of a sensor's business.
    case ignored
}

/// A topic whose kind is known.
struct RecognisedTopic {
    var topic: HeardTopic
    var kind: TopicKind
    /// On what grounds, or why it cannot be read.
    var grounds: String
}

/// Topics that belong together.
struct TopicGroup {
    /// What makes them one.
    struct Key: Hashable {
        var kind: TopicKind
        /// The first level; empty where it differs from sensor to sensor.
        var root: String
        /// How many levels; 0 where the format's own topics differ in that.
        var depth: Int

        /// Something to sort by where nothing else differs.
        var order: String { "\(root) \(depth) \(kind)" }
    }

    /// So many roots at the same depth are no roots but names of something.
    private static let namedRoots = 8

    var key: Key
    var topics: [HeardTopic]
    /// On what grounds the first topic is of its kind.
    var grounds: String

    var messageCount: Int { topics.reduce(0) { $0 + $1.messageCount } }

    /// The groups of topics, in no particular order.
    static func groups(of topics: [RecognisedTopic]) -> [TopicGroup] {
        var groups: [Key: TopicGroup] = [:]
        for topic in topics {
            let key = key(of: topic)
            groups[key, default: TopicGroup(key: key, topics: [], grounds: topic.grounds)].topics.append(topic.topic)
        }
        return joinedRoots(Array(groups.values))
    }

    private static func key(of topic: RecognisedTopic) -> Key {
        var depth = topic.topic.levels.count
        if case .format(let format) = topic.kind, format.hasOwnTopics { depth = 0 }
        let root = topic.topic.levels[0]
        // `no2/a-7` and `o3/a-7` are one family, whatever comes first.
        return Key(kind: topic.kind, root: QuantityName.isKnown(root) ? "" : root, depth: depth)
    }

    /// Joins what differs in the root alone where there are many roots.
    private static func joinedRoots(_ groups: [TopicGroup]) -> [TopicGroup] {
        let families = Dictionary(grouping: groups) { Key(kind: $0.key.kind, root: "", depth: $0.key.depth) }
        return families.flatMap { key, members in
            guard members.count >= namedRoots, key.depth > 0 else { return members }
            let topics = members.flatMap(\.topics).sorted { $0.name < $1.name }
            return [TopicGroup(key: key, topics: topics, grounds: members[0].grounds)]
        }
    }
}

extension PayloadFormat {
    /// Whether the format comes with topics of its own, of whatever depth, below a root that is its own as well.
    var hasOwnTopics: Bool {
        switch self {
        case .sparkplug, .zigbee, .tasmota, .homeAssistant, .frigate, .smartCitizen, .digitraffic: true
        default: false
        }
    }
}
