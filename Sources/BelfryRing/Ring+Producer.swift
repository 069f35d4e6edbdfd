// The producing thread's side: stage items into free slots, then publish them all with one store.

extension Ring {
    /// Writes one item into the next free slot, where the consumer does not see it before ``publish()``.
    ///
    /// - Returns: false when the ring is full; nothing has changed then.
    @inlinable
    public func stage(_ item: Item) -> Bool {
        withUnsafePointer(to: item) { stage($0) }
    }

    /// The same for an item in memory, which is copied as a block and not field by field.
    @inlinable
    @inline(__always)
    public func stage(_ item: UnsafePointer<Item>) -> Bool {
        let next = producer.pointee.staged
        if next &- producer.pointee.consumedSeen > mask {
            producer.pointee.consumedSeen = seeConsumed()
            if next &- producer.pointee.consumedSeen > mask { return false }
        }
        (items + (next & mask)).initialize(from: item, count: 1)
        producer.pointee.staged = next &+ 1
        assert(isInOrderForProducer, "the cursors passed one another while staging")
        return true
    }

    /// Shows the consumer everything staged so far.
    @inlinable
    public func publish() {
        showPublished()
        assert(isInOrderForProducer, "the cursors passed one another while publishing")
    }

    /// Adds one item and publishes it.
    ///
    /// - Returns: false when the ring is full.
    @inlinable
    public func push(_ item: Item) -> Bool {
        guard stage(item) else { return false }
        publish()
        return true
    }

    /// Adds as many items as fit, from the first on, and publishes them together.
    ///
    /// - Returns: how many fit, 0...items.count.
    @inlinable
    public func push(_ batch: UnsafeBufferPointer<Item>) -> Int {
        var taken = 0
        guard let first = batch.baseAddress else { return 0 }
        while taken < batch.count, stage(first + taken) { taken += 1 }
        if taken > 0 { publish() }
        return taken
    }
}
