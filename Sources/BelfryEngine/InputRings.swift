import BelfryModel
import BelfryRing

/// The rings between the producer and the shards, side by side.
///
/// In memory of their own: the producer goes from one to the other with every reading, and through objects each step would
/// cost two reference counts.
final class InputRings: @unchecked Sendable {
    // Sendable: the pointer never changes and the rings are made to be shared.

    private let rings: UnsafeMutablePointer<Ring<Reading>>
    private let count: Int

    init(count: Int, capacity: Int) {
        self.count = count
        rings = .allocate(capacity: count)
        for index in 0..<count { (rings + index).initialize(to: Ring(capacity: capacity)) }
    }

    deinit {
        rings.deinitialize(count: count)
        rings.deallocate()
    }

    /// The ring of a shard, valid as long as this object.
    @inline(__always)
    subscript(shard: Int) -> UnsafeMutablePointer<Ring<Reading>> {
        precondition(shard >= 0 && shard < count, "no such shard")
        return rings + shard
    }
}
