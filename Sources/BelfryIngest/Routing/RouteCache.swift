// A cache of four entries a bucket, the oldest of which gives way:
//
//   hash ─► bucket ─► │ route │ route │ route │ route │      topic bytes lie in a slab, 128 bytes an entry
//
// Its size is fixed, so a million invented topics cost time and no memory.

/// Routes of the topics seen lately.
///
/// Unsafe because entries and topic bytes lie in blocks of fixed size that are never reallocated: indexes are computed
/// from a hash masked to the number of buckets, and longer topics than an entry holds are not kept.
struct RouteCache: ~Copyable {
    private static let ways = 4
    private static let topicBytes = 128

    private struct Entry: BitwiseCopyable {
        var route: Route
        /// 0 for an empty entry; no topic is empty.
        var topicLength: UInt16
    }

    private let entries: UnsafeMutablePointer<Entry>
    private let slab: UnsafeMutableRawPointer
    private let bucketMask: Int
    /// Which entry of a bucket gives way next; one counter for all is as good as one each.
    private var victim = 0

    /// A cache for at least `capacity` topics of up to 128 bytes, rounded up to a power of two.
    init(capacity: Int) {
        var buckets = 1
        while buckets * Self.ways < capacity { buckets *= 2 }
        self.bucketMask = buckets - 1
        self.entries = .allocate(capacity: buckets * Self.ways)
        self.slab = .allocate(byteCount: buckets * Self.ways * Self.topicBytes, alignment: 64)
        removeAll()
    }

    deinit {
        entries.deallocate()
        slab.deallocate()
    }

    /// Forgets every route.
    func removeAll() {
        let route = Route(hash: 0, subscription: -1, topicRow: 0, captures: TopicCaptures())
        entries.update(repeating: Entry(route: route, topicLength: 0), count: (bucketMask + 1) * Self.ways)
    }

    /// The route of a topic, if it is known.
    func find(_ topic: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Route? {
        let first = (Int(truncatingIfNeeded: hash) & bucketMask) * Self.ways
        for index in first..<first + Self.ways {
            guard entries[index].route.hash == hash, Int(entries[index].topicLength) == topic.count else { continue }
            let kept = UnsafeRawBufferPointer(start: slab + index * Self.topicBytes, count: topic.count)
            if RawBytes.areEqual(kept, UnsafeRawBufferPointer(topic)) { return entries[index].route }
        }
        return nil
    }

    /// Remembers a route in the place of an older one.
    mutating func insert(_ topic: UnsafeBufferPointer<UInt8>, _ route: Route) {
        guard let base = topic.baseAddress, (1...Self.topicBytes).contains(topic.count) else { return }
        let first = (Int(truncatingIfNeeded: route.hash) & bucketMask) * Self.ways
        var index = first
        while index < first + Self.ways, entries[index].topicLength > 0 { index += 1 }
        if index == first + Self.ways {
            index = first + victim
            victim = (victim + 1) % Self.ways
        }
        entries[index] = Entry(route: route, topicLength: UInt16(truncatingIfNeeded: topic.count))
        (slab + index * Self.topicBytes).copyMemory(from: base, byteCount: topic.count)
    }
}
