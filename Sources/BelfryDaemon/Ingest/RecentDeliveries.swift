import BelfryIngest

/// The messages of the last few committed batches of one broker: what it may repeat after a reconnect.
///
/// An acknowledgement can be lost with its connection, so more than the last batch may come again.
struct RecentDeliveries: Sendable {
    /// Batches kept; beyond it the oldest is forgotten.
    ///
    /// Acknowledgements leave after every batch, or on a slow disk after every other one, so what is older has long reached
    /// the broker.
    static let batches = 16

    private var recent: [[Delivery]] = []

    /// Notes the deliveries of a batch that has become durable.
    mutating func append(_ deliveries: [Delivery]) {
        guard !deliveries.isEmpty else { return }
        recent.append(deliveries)
        if recent.count > Self.batches { recent.removeFirst() }
    }

    /// Forgets everything: the broker has forgotten the session and repeats nothing.
    mutating func removeAll() { recent.removeAll() }

    /// Every delivery kept, the oldest first.
    var all: [Delivery] { recent.flatMap { $0 } }
}
