// What a broker carries, worked out from what was heard there for a while:
//
//   messages ─► HeardTopic ─► kind ─► TopicGroup ─► candidates of a template, each tried on the samples ─► proposal
//               samples      format   same root,    {zone}/{sensor}, +, #      the one that reads most
//                            number   same depth
//                            JSON ──► JSONShape ──► a mapping
//
// Nothing is guessed that could be wrong without anybody seeing it: what cannot be told is a question of the proposal.

public import BelfryModel

/// Listens to any messages and proposes subscriptions that read them.
public struct Discovery {
    /// Topics that are kept; messages on further ones are counted.
    public static let topicLimit = 20_000
    /// Payloads kept of one topic, and in all.
    static let samplesPerTopic = 3
    static let sampleByteLimit = 32 << 20
    /// Subscriptions proposed at most, those with the most messages.
    public static let proposalLimit = 256

    private var topics: [String: HeardTopic] = [:]
    private var sampleBytes = 0
    /// Messages heard.
    public private(set) var messageCount = 0
    /// Messages on topics beyond the limit.
    public private(set) var overflowCount = 0
    /// Topics heard, up to the limit.
    public var topicCount: Int { topics.count }

    public init() {}

    /// Takes a message.
    ///
    /// One on a topic that is not UTF-8 is counted and no more.
    public mutating func hear(topic: [UInt8], payload: [UInt8], arrival: Timestamp) {
        messageCount += 1
        guard let name = String(validating: topic, as: UTF8.self), topics.count < Self.topicLimit || topics[name] != nil
        else {
            overflowCount += 1
            return
        }
        let hasRoom = sampleBytes + payload.count <= Self.sampleByteLimit
        if topics[name, default: HeardTopic(name)].hear(payload, at: arrival, keeping: hasRoom) {
            sampleBytes += payload.count
        }
    }

    /// What to subscribe to, the most particular first, and what nobody could read.
    public func proposals() -> [SubscriptionProposal] {
        let trial = DiscoveryTrial()
        let recognised = topics.values.sorted { $0.name < $1.name }.map { trial.recognise($0) }
            .filter { $0.kind != .ignored }
        return TopicGroup.groups(of: recognised)
            .sorted { ($0.messageCount, $1.key.order) > ($1.messageCount, $0.key.order) }
            .prefix(Self.proposalLimit)
            .map { trial.propose($0) }
    }
}

/// A topic and what came on it.
struct HeardTopic {
    var name: String
    var levels: [String]
    var messageCount = 0
    /// The first payloads, as they came.
    var samples: [HeardSample] = []

    init(_ name: String) {
        self.name = name
        self.levels = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    /// Returns whether the payload was kept.
    mutating func hear(_ payload: [UInt8], at arrival: Timestamp, keeping hasRoom: Bool) -> Bool {
        messageCount += 1
        guard hasRoom, samples.count < Discovery.samplesPerTopic else { return false }
        samples.append(HeardSample(payload: payload, arrival: arrival))
        return true
    }
}

/// A payload that came.
struct HeardSample {
    var payload: [UInt8]
    var arrival: Timestamp
}
