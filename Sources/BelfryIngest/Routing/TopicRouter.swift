/// Finds the subscription of a topic: the first one that matches wins, as in the configuration file.
///
/// Routes are remembered in a bounded table, so that a known topic costs a hash and a comparison; one that is not in it
/// is only matched again.
struct TopicRouter: ~Copyable {
    private var templates: [Template] = []
    private var routes: TextTable<Route>
    /// The rows of the ledger's topic table.
    var topics: TopicTable

    private struct Template {
        var source: Int
        var subscription: Int32
        var template: TopicTemplate
        var criticality: Criticality?
    }

    init(subscriptions: [Subscription], cachedTopics: Int, topicRows: Int) {
        self.routes = TextTable(limit: cachedTopics)
        self.topics = TopicTable(limit: topicRows)
        replace(subscriptions)
    }

    /// Takes other subscriptions; rows of the topic table stay.
    mutating func replace(_ subscriptions: [Subscription]) {
        templates = subscriptions.enumerated().map {
            Template(
                source: $1.source,
                subscription: Int32(truncatingIfNeeded: $0),
                template: $1.template,
                criticality: $1.criticality
            )
        }
        routes.removeAll()
    }

    /// Another one in each process: whoever may publish must not be able to invent topics that share a hash, and with it
    /// a bucket or a chain of the table.
    private static let seed = UInt64.random(in: .min ... .max)

    /// The hash of a topic of one broker, which holds within this process.
    static func hash(of topic: UnsafeBufferPointer<UInt8>, source: Int) -> UInt64 {
        ByteHash.of(UnsafeRawBufferPointer(topic), seed: seed ^ UInt64(truncatingIfNeeded: source))
    }

    /// The route of a topic.
    ///
    /// - Parameters:
    ///   - topic: the topic's bytes.
    ///   - source: the broker that the message came from.
    mutating func route(_ topic: UnsafeBufferPointer<UInt8>, source: Int) -> Route {
        let hash = Self.hash(of: topic, source: source)
        if let known = routes.find(topic, hash: hash, where: { _ in true }) { return routes[known] }
        var route = Route(hash: hash, subscription: -1, topicRow: TopicTable.otherTopics, captures: TopicCaptures())
        for candidate in templates where candidate.source == source {
            guard let captures = candidate.template.match(topic) else { continue }
            route.subscription = candidate.subscription
            route.captures = captures
            route.topicClass = TopicClass(declared: candidate.criticality)
            break
        }
        route.topicRow = topics.row(of: topic, source: source)
        let place = routes.insert(topic, hash: hash, route)
        route.place = Int32(truncatingIfNeeded: place)
        routes[place] = route
        return route
    }

    /// Remembers where the first channel of a topic is.
    ///
    /// Call it before another topic is routed.
    mutating func expect(firstChannel: Int32, of route: Route) {
        routes[Int(route.place)].firstChannel = firstChannel
    }

    /// Remembers what a message tells of its topic's criticality.
    ///
    /// Call it before another topic is routed.
    mutating func learn(from tally: MessageTally, of route: Route) {
        guard route.topicClass.learns(from: tally) else { return }
        routes[Int(route.place)].topicClass.learn(from: tally)
    }
}
