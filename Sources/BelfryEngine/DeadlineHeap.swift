import BelfryModel

/// The series of a shard by the earliest instant at which they may have to be looked at.
///
/// A binary min-heap (Williams, "Algorithm 232: Heapsort", 1964) whose keys are lower bounds. A reading usually moves its
/// series' deadline further away; the heap is not told, and corrects the key when its time comes. Only a deadline that
/// comes closer has to be reported at once. So the usual reading touches no heap at all, and a tick costs
/// O(log series) for each series that it looks at.
///
/// ```
///   key(parent) ≤ key(child)         states[i].heapSlot = i         key(s) ≤ s.deadline
/// ```
struct DeadlineHeap {
    typealias State = UnsafeMutablePointer<SeriesState>

    private var states: [State] = []

    /// The series that may be due first; nil where no series waits for anything.
    var first: State? { states.first }

    /// Takes note of a deadline before the series' key, or of a series that had none.
    mutating func moveUp(_ state: State) {
        state.pointee.heapKey = state.pointee.deadline
        if state.pointee.heapSlot < 0 {
            state.pointee.heapSlot = Int32(states.count)
            states.append(state)
        }
        siftUp(Int(state.pointee.heapSlot))
        assertInvariants()
    }

    /// Corrects the first series' key to its deadline, which has moved away.
    mutating func correctFirst() {
        guard let state = states.first else { return }
        state.pointee.heapKey = state.pointee.deadline
        if state.pointee.deadline == .distantFuture {
            remove(state)
        } else {
            siftDown(0)
        }
        assertInvariants()
    }

    /// Forgets a series.
    mutating func remove(_ state: State) {
        let slot = Int(state.pointee.heapSlot)
        guard slot >= 0 else { return }
        state.pointee.heapSlot = -1
        state.pointee.heapKey = .distantFuture
        let last = states.removeLast()
        guard slot < states.count else { return }
        place(last, at: slot)
        siftUp(slot)
        siftDown(Int(last.pointee.heapSlot))
    }

    private mutating func siftUp(_ start: Int) {
        var slot = start
        let state = states[slot]
        while slot > 0 {
            let parent = (slot - 1) / 2
            if states[parent].pointee.heapKey <= state.pointee.heapKey { break }
            place(states[parent], at: slot)
            slot = parent
        }
        place(state, at: slot)
    }

    private mutating func siftDown(_ start: Int) {
        var slot = start
        let state = states[slot]
        while true {
            var child = 2 * slot + 1
            guard child < states.count else { break }
            if child + 1 < states.count, states[child + 1].pointee.heapKey < states[child].pointee.heapKey {
                child += 1
            }
            if state.pointee.heapKey <= states[child].pointee.heapKey { break }
            place(states[child], at: slot)
            slot = child
        }
        place(state, at: slot)
    }

    private mutating func place(_ state: State, at slot: Int) {
        states[slot] = state
        state.pointee.heapSlot = Int32(truncatingIfNeeded: slot)
    }

    /// The neighbourhood of the root, O(1); the tests check the whole heap through its behaviour.
    private func assertInvariants() {
        assert(states.first.map { $0.pointee.heapSlot == 0 } ?? true)
        assert(states.count < 2 || states[0].pointee.heapKey <= states[1].pointee.heapKey)
        assert(states.count < 3 || states[0].pointee.heapKey <= states[2].pointee.heapKey)
    }
}
