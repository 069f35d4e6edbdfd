// The consuming thread's side: look at what is there, in place, then give the slots back with one store.

public import Synchronization

extension Ring {
    /// Whether the consumer has nothing to read.
    @inlinable
    public var isEmpty: Bool {
        // relaxed: no item is read on the strength of it.
        producer.pointee.published.load(ordering: .relaxed) == consumer.pointee.consumed.load(ordering: .relaxed)
    }

    /// The oldest published items in order, in place: at most `limit`, and at most up to the end of the memory.
    ///
    /// Valid until ``consume(_:)``. Empty only when the ring is.
    @inlinable
    public func front(limit: Int = .max) -> UnsafeBufferPointer<Item> {
        // relaxed: our own cursor.
        let consumed = consumer.pointee.consumed.load(ordering: .relaxed)
        if consumer.pointee.publishedSeen == consumed {
            consumer.pointee.publishedSeen = seePublished()
            assert(isInOrderForConsumer, "the cursors passed one another while looking")
        }
        let slot = consumed & mask
        let available = min(consumer.pointee.publishedSeen - consumed, mask + 1 - slot, limit)
        return UnsafeBufferPointer(start: items + slot, count: available)
    }

    /// Gives the first `count` items of ``front(limit:)`` back to the producer.
    @inlinable
    public func consume(_ count: Int) {
        // relaxed: our own cursor.
        let consumed = consumer.pointee.consumed.load(ordering: .relaxed)
        assert(count >= 0 && consumed + count <= consumer.pointee.publishedSeen, "consumed more than was there")
        showConsumed(consumed + count)
        assert(isInOrderForConsumer, "the cursors passed one another while giving back")
    }

    /// Hands the published items over in order, as one or two runs of memory, and gives their slots back.
    ///
    /// - Returns: how many there were, at most `limit`.
    @inlinable
    public func drain(limit: Int = .max, _ body: (UnsafeBufferPointer<Item>) -> Void) -> Int {
        var drained = 0
        while drained < limit {
            let run = front(limit: limit - drained)
            if run.isEmpty { break }
            body(run)
            consume(run.count)
            drained += run.count
        }
        return drained
    }
}
