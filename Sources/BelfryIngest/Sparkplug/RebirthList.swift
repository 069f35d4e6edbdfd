import BelfryModel

/// Nodes to be asked for their birth certificates: each at most once a minute, and so many of them at most.
///
/// A node that cannot answer would else be asked with each of its messages.
struct RebirthList {
    /// The most nodes that are remembered.
    static let limit = 256
    static let pause = Nanoseconds.perMinute

    private struct Entry {
        var hash: UInt64
        var request: RebirthRequest
        var askedAt: Timestamp
        var isPending: Bool
    }

    private var entries: [Entry] = []
    /// Requests that found no room among the limit.
    private(set) var droppedCount = 0

    /// Asks, unless the node was asked within the last minute.
    mutating func ask(_ topic: SparkplugTopic, source: Int, at arrival: Timestamp) {
        let hash = ByteHash.of(
            UnsafeRawBufferPointer(topic.node),
            seed: ByteHash.of(UnsafeRawBufferPointer(topic.group), seed: UInt64(bitPattern: Int64(source)))
        )
        let known = entries.firstIndex { $0.hash == hash }
        if let known, arrival.nanosecondsSince(entries[known].askedAt) < Self.pause { return }
        guard let place = known ?? placeForNew(at: arrival) else {
            droppedCount += 1
            return
        }
        let request = RebirthRequest(
            source: source,
            group: String(decoding: topic.group, as: UTF8.self),
            node: String(decoding: topic.node, as: UTF8.self)
        )
        let entry = Entry(hash: hash, request: request, askedAt: arrival, isPending: true)
        if place == entries.count { entries.append(entry) } else { entries[place] = entry }
    }

    /// What has been asked for since the last call.
    mutating func takePending() -> [RebirthRequest] {
        var requests: [RebirthRequest] = []
        for index in entries.indices where entries[index].isPending {
            requests.append(entries[index].request)
            entries[index].isPending = false
        }
        return requests
    }

    /// A new entry's place: behind the others, or that of one that need not be remembered any more.
    private func placeForNew(at arrival: Timestamp) -> Int? {
        if entries.count < Self.limit { return entries.count }
        return entries.firstIndex { !$0.isPending && arrival.nanosecondsSince($0.askedAt) >= Self.pause }
    }
}
