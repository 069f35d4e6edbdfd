import BelfryAPI
import BelfryModel

/// Which sensors or series a list asks for.
///
/// Pure.
struct SensorFilter: Sendable {
    private static let labels: [LabelMatcher.Label] = [.domain, .zone, .agency, .sensor, .quantity, .place]

    var matchers: [LabelMatcher]
    /// `live`, `late`, `silent`, `faulty`, `never_seen`, `out_of_service`; nil for all.
    var states: Set<String>?
    /// Last seen at or after; nil for all.
    var since: Timestamp?
    /// The identity that the list goes on behind: `agency/sensor`, or `agency/sensor/quantity`; nil for its beginning.
    var after: String?
    var limit: Int

    init(
        matchers: [LabelMatcher] = [],
        states: Set<String>? = nil,
        since: Timestamp? = nil,
        after: String? = nil,
        limit: Int = 1_000
    ) {
        self.matchers = matchers
        self.states = states
        self.since = since
        self.after = after
        self.limit = limit
    }

    /// A filter from a request's parameters.
    init(_ request: EndpointRequest, _ parts: ServerParts) throws(RequestFault) {
        let own = ["state", "since", "after", "limit"]
        let parameters = try request.query(known: Set(Self.labels.map(\.rawValue) + own))
        try self.init(
            matchers: parameters.matchers(Self.labels),
            states: parameters.text("state").map { Set($0.split(separator: "|").map(String.init)) },
            since: parameters.time("since", now: parts.sources.now()),
            after: parameters.text("after"),
            limit: parameters.limit(parts.limits)
        )
    }

    /// The matching sensors by identity, with all their series.
    func sensors(in all: [SensorDocument]) -> [SensorDocument] {
        let matching = all.filter { sensor in
            isSeen(sensor)
                && matchers.allSatisfy { matcher in
                    switch matcher.label {
                    case .domain: matches(matcher, sensor.domain, sensor.series.map(\.domain))
                    case .zone: matcher.matches(sensor.zone)
                    case .agency: matcher.matches(sensor.agency)
                    case .sensor: matcher.matches(sensor.sensor)
                    case .place: matcher.matches(sensor.place)
                    case .quantity: sensor.series.contains { matcher.matches($0.quantity) }
                    case .kind, .severity, .rule: true
                    }
                }
        }
        return page(of: matching) { "\($0.agency)/\($0.sensor)" }
    }

    /// The matching series by identity.
    func series(in all: [SensorDocument]) -> [SeriesDocument] {
        let matching = all.filter(isSeen).flatMap { sensor in
            sensor.series.filter { series in
                matchers.allSatisfy { matcher in
                    switch matcher.label {
                    case .domain: matcher.matches(series.domain)
                    case .zone: matcher.matches(series.zone)
                    case .agency: matcher.matches(series.agency)
                    case .sensor: matcher.matches(series.sensor)
                    case .place: matcher.matches(sensor.place)
                    case .quantity: matcher.matches(series.quantity)
                    case .kind, .severity, .rule: true
                    }
                }
            }
        }
        return page(of: matching, by: \.series)
    }

    /// What comes behind ``after`` in the order of identities, as much as is asked for.
    private func page<Item>(of items: [Item], by identity: (Item) -> String) -> [Item] {
        let named = items.map { (identity: identity($0), item: $0) }
        let following = named.filter { item in after.map { item.identity > $0 } ?? true }
        return following.sorted { $0.identity < $1.identity }.prefix(limit).map(\.item)
    }

    /// A sensor may measure for several domains; it belongs to each of them.
    private func matches(_ matcher: LabelMatcher, _ own: String, _ others: [String]) -> Bool {
        matcher.isNegated ? matcher.matches(own) : matcher.matches(own) || others.contains(where: matcher.matches)
    }

    private func isSeen(_ sensor: SensorDocument) -> Bool {
        if let states, !states.contains(sensor.state) { return false }
        guard let since else { return true }
        guard let lastSeen = sensor.lastSeen.flatMap({ Timestamp(rfc3339: $0) }) else { return false }
        return lastSeen >= since
    }
}
