import BelfryModel

/// The series of a shard by the earliest instant at which they may have to be looked at.
///
/// A binary min-heap (Williams, "Algorithm 232: Heapsort", 1964) that is lazy in two ways. A deadline that moves away, as
/// it does with nearly every reading, is not reported: the entry comes up too early and is put back. A deadline that comes
/// closer gets a second entry; of a series' entries only the one with its `heapKey` counts, the others are dropped as they
/// come up. So the usual reading touches no heap, and the heap touches no series but the one that comes up.
///
/// ```
///   key(parent) ≤ key(child)      heapKey(s) ≤ deadline(s)      heapKey(s) finite ⇒ an entry (heapKey(s), s) exists
/// ```
struct DeadlineHeap {
    typealias State = UnsafeMutablePointer<SeriesState>

    private struct Entry {
        var key: Timestamp
        var state: State
    }

    private var entries: [Entry] = []
    /// Series that have an entry that counts.
    private var waiting = 0

    /// Takes note of a deadline before the series' key, or of a series that had none.
    mutating func moveUp(_ state: State) {
        if state.pointee.heapKey == .distantFuture { waiting += 1 }
        state.pointee.heapKey = state.pointee.routine.deadline
        if entries.count > 2 * waiting + 64 { dropStale() }
        entries.append(Entry(key: state.pointee.routine.deadline, state: state))
        siftUp(entries.count - 1)
    }

    /// The series whose key comes first, if that is by `instant`; ``correctFirst()`` has to follow.
    mutating func first(by instant: Timestamp) -> State? {
        while let first = entries.first, first.key <= instant {
            if first.key == first.state.pointee.heapKey { return first.state }
            removeFirst()
        }
        return nil
    }

    /// Puts the first series back at its deadline, which has moved away.
    mutating func correctFirst() {
        guard let state = entries.first?.state else { return }
        state.pointee.heapKey = state.pointee.routine.deadline
        if state.pointee.routine.deadline == .distantFuture {
            waiting -= 1
            removeFirst()
        } else {
            siftDown(0, Entry(key: state.pointee.routine.deadline, state: state))
        }
    }

    /// Forgets every series.
    mutating func removeAll() {
        for entry in entries { entry.state.pointee.heapKey = .distantFuture }
        entries.removeAll(keepingCapacity: true)
        waiting = 0
    }

    private mutating func removeFirst() {
        let last = entries.removeLast()
        if !entries.isEmpty { siftDown(0, last) }
    }

    /// Keeps the memory within twice the number of series, whatever the deadlines do; O(series).
    private mutating func dropStale() {
        entries.removeAll { $0.key != $0.state.pointee.heapKey }
        for slot in stride(from: entries.count / 2 - 1, through: 0, by: -1) { siftDown(slot, entries[slot]) }
    }

    private mutating func siftUp(_ start: Int) {
        var slot = start
        let entry = entries[slot]
        while slot > 0 {
            let parent = (slot - 1) / 2
            if entries[parent].key <= entry.key { break }
            entries[slot] = entries[parent]
            slot = parent
        }
        entries[slot] = entry
    }

    private mutating func siftDown(_ start: Int, _ entry: Entry) {
        var slot = start
        while true {
            var child = 2 * slot + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].key < entries[child].key { child += 1 }
            if entry.key <= entries[child].key { break }
            entries[slot] = entries[child]
            slot = child
        }
        entries[slot] = entry
    }
}
