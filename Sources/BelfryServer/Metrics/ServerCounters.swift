import Synchronization

/// What the server counts about itself.
final class ServerCounters: Sendable {
    /// One kind of answer; endpoints, methods and status codes are few, so the table is bounded by nature.
    struct Answer: Hashable, Sendable {
        /// The endpoint's path as a template; empty for a path that is none.
        var path: String
        var status: Int
    }

    private let answers = Mutex<[Answer: UInt64]>([:])
    let wrongTokens = Atomic<UInt64>(0)
    /// Connections that had to give way to a newcomer, or were turned away, because there were too many.
    let crowdedOut = Atomic<UInt64>(0)
    /// Connections that were closed because their peer took too long.
    let timedOut = Atomic<UInt64>(0)

    /// Counts one answer.
    func count(path: String, status: Int) {
        answers.withLock { $0[Answer(path: path, status: status), default: 0] += 1 }
    }

    /// The counts as metrics.
    func families(events: EventHub.Statistics) -> [MetricFamily] {
        let answered = answers.withLock { $0 }.sorted { ($0.key.path, $0.key.status) < ($1.key.path, $1.key.status) }
        return [
            MetricFamily(
                "belfry_http_requests",
                .counter,
                help: "Answered requests by endpoint and status code.",
                samples: answered.map {
                    MetricSample(Double($0.value), ["path": $0.key.path, "code": String($0.key.status)])
                }
            ),
            counter("belfry_http_wrong_tokens", "Requests with a token that is not known.", wrongTokens),
            counter("belfry_http_connections_crowded_out", "Connections closed to make room.", crowdedOut),
            counter("belfry_http_connections_timed_out", "Connections closed for slowness.", timedOut),
            MetricFamily(
                "belfry_event_streams",
                .gauge,
                help: "Open live streams.",
                value: Double(events.clients)
            ),
            MetricFamily(
                "belfry_events",
                .counter,
                help: "Events published on the live stream.",
                value: Double(events.published)
            ),
            MetricFamily(
                "belfry_event_streams_cut",
                .counter,
                help: "Live streams cut off because their client did not keep up.",
                value: Double(events.cut)
            ),
        ]
    }

    private func counter(_ name: String, _ help: String, _ count: borrowing Atomic<UInt64>) -> MetricFamily {
        MetricFamily(name, .counter, help: help, value: Double(count.load(ordering: .relaxed)))
    }
}
