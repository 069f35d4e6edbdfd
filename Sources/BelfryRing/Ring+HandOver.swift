// The four moments at which slots change hands, and why each has the ordering that it has.
//
//      producer                              consumer
//      ────────                              ────────
//      write the items
//      published := staged   release ──────► published?         acquire
//                                            read the items
//      consumed?             acquire ◄────── consumed := …      release
//      overwrite the slots
//
// Everything else in the ring belongs to one side. On a processor like x86 all four are plain moves, and what they forbid
// is the compiler's reordering; on ARM they are the instructions that keep the memory in order.
//
// Each can be weakened by a flag of the build, to prove that ThreadSanitizer would tell (Deploy/tsan). Tests/Model shows
// the same mistakes on every order of events that a weak memory allows (Deploy/model).

public import Synchronization

extension Ring {
    /// Shows the consumer everything staged so far; the producer's call.
    @inlinable
    @inline(__always)
    func showPublished() {
        #if BELFRY_RING_PUBLISH_RELAXED
            producer.pointee.published.store(producer.pointee.staged, ordering: .relaxed)
        #else
            // release: whoever sees the new cursor also sees the items written before it.
            producer.pointee.published.store(producer.pointee.staged, ordering: .releasing)
        #endif
    }

    /// Up to where there are items to read; the consumer's call.
    @inlinable
    @inline(__always)
    func seePublished() -> Int {
        #if BELFRY_RING_FRONT_RELAXED
            return producer.pointee.published.load(ordering: .relaxed)
        #else
            // acquire: the items are read after the cursor that says that they are there.
            return producer.pointee.published.load(ordering: .acquiring)
        #endif
    }

    /// Gives slots back up to a cursor; the consumer's call.
    @inlinable
    @inline(__always)
    func showConsumed(_ consumed: Int) {
        #if BELFRY_RING_CONSUME_RELAXED
            consumer.pointee.consumed.store(consumed, ordering: .relaxed)
        #else
            // release: our reads of the slots come before the cursor that offers them to be overwritten.
            consumer.pointee.consumed.store(consumed, ordering: .releasing)
        #endif
    }

    /// Up to where slots may be overwritten; the producer's call.
    @inlinable
    @inline(__always)
    func seeConsumed() -> Int {
        #if BELFRY_RING_STAGE_RELAXED
            return consumer.pointee.consumed.load(ordering: .relaxed)
        #else
            // acquire: the slots are overwritten after the cursor that says that they have been read.
            return consumer.pointee.consumed.load(ordering: .acquiring)
        #endif
    }
}
