// How readings cross from one thread to another without a lock: a bounded ring with one producer and one consumer.
//
// After Lamport ("Specifying Concurrent Program Modules", 1983) with the cached opposite cursor of FastForward and the
// Disruptor. It does not block, does not grow and does not wake anybody: what to do when it is full is the producer's
// policy, how to wait while it is empty is ``Doorbell``'s.

public import Synchronization

/// A bounded queue for exactly one producing and one consuming thread.
///
/// ```
///  byte 0          128              256
///  ┌───────────────┬────────────────┬────────┬────────┬───┬──────────────┐
///  │ consumed      │ published      │ item 0 │ item 1 │ … │ capacity − 1 │
///  │ published ↩   │ consumed ↩     │        │        │   │              │
///  │               │ staged         │        │        │   │              │
///  └───────────────┴────────────────┴────────┴────────┴───┴──────────────┘
///   consumer's line  producer's line   ↩ the last value seen of the other side's cursor
///
///  consumed ≤ published ≤ staged ≤ consumed + capacity
/// ```
/// Cursors count items since the beginning and never wrap. Each side writes its own line only and looks at the other's
/// cursor only when the value it remembers says full, or empty; so the lines seldom travel between the cores. Debug builds
/// assert the order of the cursors after each call.
public struct Ring<Item: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
    // Sendable: the producer's and the consumer's calls may come from two threads; the two atomic cursors hand each
    // slot over, and everything else in a line belongs to one side.

    /// Bytes between two cursors: two cache lines, since the processor's prefetcher fetches them in pairs.
    @usableFromInline static var lineBytes: Int { 128 }

    /// What the consumer alone writes.
    @usableFromInline
    struct ConsumerLine: ~Copyable {
        @usableFromInline let consumed = Atomic<Int>(0)
        @usableFromInline var publishedSeen = 0

        init() {}
    }

    /// What the producer alone writes.
    @usableFromInline
    struct ProducerLine: ~Copyable {
        @usableFromInline let published = Atomic<Int>(0)
        @usableFromInline var consumedSeen = 0
        @usableFromInline var staged = 0

        init() {}
    }

    @usableFromInline let consumer: UnsafeMutablePointer<ConsumerLine>
    @usableFromInline let producer: UnsafeMutablePointer<ProducerLine>
    @usableFromInline let items: UnsafeMutablePointer<Item>
    @usableFromInline let mask: Int

    /// The most items that it holds: a power of two.
    public var capacity: Int { mask + 1 }

    /// A ring for at least `capacity` items; it takes the next power of two within ``RingLimits``.
    public init(capacity: Int) {
        let slots = RingLimits.slots(for: capacity)
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: 2 * Self.lineBytes + slots * MemoryLayout<Item>.stride,
            alignment: Self.lineBytes
        )
        self.mask = slots - 1
        self.consumer = memory.bindMemory(to: ConsumerLine.self, capacity: 1)
        self.producer = (memory + Self.lineBytes).bindMemory(to: ProducerLine.self, capacity: 1)
        self.items = (memory + 2 * Self.lineBytes).bindMemory(to: Item.self, capacity: slots)
        consumer.initialize(to: ConsumerLine())
        producer.initialize(to: ProducerLine())
    }

    deinit {
        consumer.deinitialize(count: 1)
        producer.deinitialize(count: 1)
        UnsafeMutableRawPointer(consumer).deallocate()
    }

    /// Items published and not yet consumed, 0...capacity; any thread may ask, and the answer is of a moment ago.
    public var count: Int {
        // relaxed: a number to look at, which hands nothing over. Reading `consumed` first keeps it from going negative.
        let consumed = consumer.pointee.consumed.load(ordering: .relaxed)
        return min(capacity, max(0, producer.pointee.published.load(ordering: .relaxed) - consumed))
    }
}
