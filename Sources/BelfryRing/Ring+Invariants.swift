// What is true of the cursors at any time, as each side can know it; asserted in debug after whatever moves one.
//
// A side knows its own cursors exactly. The other side's may have moved on since they were read, but only away from the
// bound that is asserted: so neither side can be wrong about the other.

public import Synchronization

extension Ring {
    /// `consumedSeen` ≤ `consumed` ≤ `published` ≤ `staged` ≤ `consumedSeen` + `capacity`; the producer's call.
    @inlinable
    var isInOrderForProducer: Bool {
        // relaxed: our own cursor, and a number to compare with.
        let published = producer.pointee.published.load(ordering: .relaxed)
        let consumed = consumer.pointee.consumed.load(ordering: .relaxed)
        let consumedSeen = producer.pointee.consumedSeen
        let staged = producer.pointee.staged
        return 0 <= consumedSeen && consumedSeen <= consumed && consumed <= published && published <= staged
            && staged <= consumedSeen + capacity
    }

    /// `consumed` ≤ `publishedSeen` ≤ `published` ≤ `consumed` + `capacity`; the consumer's call.
    @inlinable
    var isInOrderForConsumer: Bool {
        // relaxed: our own cursor, and a number to compare with.
        let consumed = consumer.pointee.consumed.load(ordering: .relaxed)
        let published = producer.pointee.published.load(ordering: .relaxed)
        let publishedSeen = consumer.pointee.publishedSeen
        return 0 <= consumed && consumed <= publishedSeen && publishedSeen <= published
            && published <= consumed + capacity
    }
}
