/// Readings in the order of their event time, waiting until nothing older may come: a ring in memory that somebody else owns.
///
/// Of one event time they stand as they came. O(1) for a reading that is newer than all; else O(readings that are newer).
struct WaitingReadings: BitwiseCopyable {
    struct Cursor: BitwiseCopyable {
        var first: Int32 = 0
        var count: Int32 = 0
    }

    let cursor: UnsafeMutablePointer<Cursor>
    let readings: UnsafeMutablePointer<HeldValue>
    let capacity: Int

    var count: Int { Int(cursor.pointee.count) }
    var isFull: Bool { count == capacity }

    /// The oldest.
    var first: HeldValue? { count > 0 ? self[0] : nil }

    /// Puts a reading where it belongs; there is room.
    func insert(_ reading: HeldValue) {
        assert(!isFull, "the oldest goes on first")
        var place = count
        cursor.pointee.count += 1
        while place > 0, self[place - 1].time > reading.time {
            self[place] = self[place - 1]
            place -= 1
        }
        self[place] = reading
    }

    /// Takes the oldest out; there is one.
    func removeFirst() -> HeldValue {
        let oldest = self[0]
        cursor.pointee.first = Int32((Int(cursor.pointee.first) + 1) % capacity)
        cursor.pointee.count -= 1
        return oldest
    }

    private subscript(place: Int) -> HeldValue {
        get { readings[(Int(cursor.pointee.first) + place) % capacity] }
        nonmutating set { readings[(Int(cursor.pointee.first) + place) % capacity] = newValue }
    }
}
