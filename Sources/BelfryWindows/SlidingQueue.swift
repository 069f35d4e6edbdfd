// The last panes of a sliding window and their aggregate, in O(1) merges a pane in the worst case, for aggregates that cannot
// be taken back out (minimum, maximum, sketches) as well.
//
// DABA, from Tangwongsan, Hirzel and Schneider, "Low-Latency Sliding-Window Aggregation in Worst-Case Constant Time"
// (DEBS 2017); the names are the paper's. Positions count panes since the epoch:
//
//      F         L        R        A        B        E
//      ├── l_F ──┼── l_L ─┼── l_R ─┼── l_A ─┼── l_B ─┤        leaf(i): the pane itself
//
//      aggregate(i) = leaf(i) … leaf(B − 1)   in l_F and l_A
//                     leaf(i) … leaf(R − 1)   in l_L
//                     leaf(R) … leaf(i)       in l_R
//                     leaf(B) … leaf(i)       in l_B
//
//      |l_L| = |l_R|      |l_L| + |l_R| + |l_A| + 1 = |l_F| − |l_B|, l_F counted from F to B
//
// The whole is aggregate(F) with aggregate(E − 1). Each pane turns a bit of l_L, l_R and l_A into what l_F will be once the
// panes before them are gone, so that nothing is ever left to do at once.

/// Where a sliding window's queue stands; plain bits.
struct SlidingCursor: BitwiseCopyable {
    var first: Int64 = 0
    var left: Int64 = 0
    var right: Int64 = 0
    var accumulated: Int64 = 0
    var back: Int64 = 0
    var end: Int64 = 0
}

/// A view of a sliding window's queue in memory that its window set owns.
///
/// Two rings of panes: leaves, some of which are kept behind the window so that it can be revised, and aggregates.
struct SlidingQueue: BitwiseCopyable {
    private let cursor: UnsafeMutablePointer<SlidingCursor>
    private let panes: UnsafeMutableRawPointer
    private let sharedShape: UnsafePointer<PaneShape>
    /// Panes in the window.
    let length: Int64
    /// Leaves that are kept.
    private let capacity: Int64

    /// Bytes for a window of `length` panes that keeps `behind` more.
    static func byteCount(length: Int, behind: Int, shape: PaneShape) -> Int {
        MemoryLayout<SlidingCursor>.stride + (2 * length + behind) * shape.stride
    }

    init(memory: UnsafeMutableRawPointer, length: Int, behind: Int, shape: UnsafePointer<PaneShape>) {
        self.cursor = memory.assumingMemoryBound(to: SlidingCursor.self)
        self.panes = memory + MemoryLayout<SlidingCursor>.stride
        self.sharedShape = shape
        self.length = Int64(length)
        self.capacity = Int64(length + behind)
    }

    /// Makes it a queue without panes.
    func lay() {
        cursor.initialize(to: SlidingCursor())
        for slot in 0..<capacity { pane(slot).clear(end: .min) }
        for slot in 0..<length { pane(capacity + slot).clear(end: .min) }
    }

    /// The positions in the window, ascending.
    var positions: Range<Int64> { cursor.pointee.first..<cursor.pointee.end }

    /// The pane at a position within the last `capacity`.
    func leaf(_ position: Int64) -> Pane { pane(Self.modulo(position, capacity)) }

    private func aggregate(_ position: Int64) -> Pane { pane(capacity + Self.modulo(position, length)) }

    private func pane(_ slot: Int64) -> Pane {
        let memory = panes + Int(slot) * sharedShape.pointee.stride
        return Pane(
            span: memory.assumingMemoryBound(to: Span.self),
            components: memory + MemoryLayout<Span>.stride,
            sharedShape: sharedShape
        )
    }

    private static func modulo(_ number: Int64, _ divisor: Int64) -> Int64 {
        let rest = number % divisor
        return rest < 0 ? rest + divisor : rest
    }
}

extension SlidingQueue {
    /// Adds the pane at a position behind all before it; those that the window has left are forgotten.
    ///
    /// Positions that are left out hold nothing. O(1) merges a position, and no more than a window's length at once.
    func push(_ newest: Pane, at position: Int64) {
        begin(at: position)
        pushOne(newest)
    }

    /// Lets the pane at a position be the next one; those in between hold nothing.
    func begin(at position: Int64) {
        if positions.isEmpty || position - cursor.pointee.end >= length { forgetAll(before: position) }
        while cursor.pointee.end < position { pushOne(nil) }
    }

    /// Merges the whole window into a pane; at most two merges.
    func fold(into pane: Pane) {
        if cursor.pointee.first < cursor.pointee.back { pane.merge(aggregate(cursor.pointee.first)) }
        if cursor.pointee.back < cursor.pointee.end { pane.merge(aggregate(cursor.pointee.end - 1)) }
    }

    /// Whether any pane in the window has values; O(1).
    var hasValues: Bool {
        let cursor = cursor.pointee
        return cursor.first < cursor.back && aggregate(cursor.first).span.pointee.count > 0
            || cursor.back < cursor.end && aggregate(cursor.end - 1).span.pointee.count > 0
    }

    /// The pane at a position of the past, for ``mayHold(_:)`` positions; one that was left out begins empty.
    func leaf(_ position: Int64, endingAt end: Int64) -> Pane {
        let leaf = leaf(position)
        if leaf.span.pointee.end != end { leaf.clear(end: end) }
        return leaf
    }

    /// Merges the panes at some positions into a pane, for windows of the past; O(positions).
    func fold(_ positions: Range<Int64>, into pane: Pane) {
        for position in positions where isKept(position) { pane.merge(leaf(position)) }
    }

    /// Whether the pane at a position is still there.
    func isKept(_ position: Int64) -> Bool {
        mayHold(position) && leaf(position).span.pointee.end != .min
    }

    /// Whether there is a place for the pane at a position of the past.
    func mayHold(_ position: Int64) -> Bool {
        position < cursor.pointee.end && position >= cursor.pointee.end - capacity
    }

    /// Takes over the panes of another queue of the same window.
    func adopt(_ other: SlidingQueue) {
        cursor.pointee = other.cursor.pointee
        for position in other.cursor.pointee.end - min(capacity, other.capacity)..<other.cursor.pointee.end
        where other.isKept(position) {
            leaf(position).adopt(other.leaf(position))
        }
        rebuild()
    }

    /// Computes all aggregates anew after a leaf has changed; O(length).
    func rebuild() {
        let (first, end) = (cursor.pointee.first, cursor.pointee.end)
        guard first < end else { return }
        var position = end - 1
        aggregate(position).copy(leaf(position))
        while position > first {
            position -= 1
            aggregate(position).copy(leaf(position))
            aggregate(position).merge(aggregate(position + 1))
        }
        cursor.pointee = SlidingCursor(
            first: first,
            left: first + 1,
            right: first + 1,
            accumulated: first + 1,
            back: end,
            end: end
        )
    }

    private func forgetAll(before position: Int64) {
        for slot in 0..<capacity { pane(slot).clear(end: .min) }
        let first = position - length + 1
        cursor.pointee = SlidingCursor(
            first: first,
            left: first,
            right: first,
            accumulated: first,
            back: first,
            end: first
        )
    }

    private func pushOne(_ pane: Pane?) {
        let position = cursor.pointee.end
        if position - cursor.pointee.first == length { evict() }
        if let pane { leaf(position).copy(pane) } else { leaf(position).clear(end: .min) }
        let aggregate = aggregate(position)
        if cursor.pointee.back < position {
            aggregate.copy(self.aggregate(position - 1))
            aggregate.merge(leaf(position))
        } else {
            aggregate.copy(leaf(position))
        }
        cursor.pointee.end += 1
        restoreBalance()
    }

    private func evict() {
        cursor.pointee.first += 1
        restoreBalance()
    }

    /// One step of the paper's `fixup`.
    private func restoreBalance() {
        guard cursor.pointee.first < cursor.pointee.back else {
            let end = cursor.pointee.end
            cursor.pointee.left = end
            cursor.pointee.right = end
            cursor.pointee.accumulated = end
            cursor.pointee.back = end
            return
        }
        if cursor.pointee.left == cursor.pointee.back {
            cursor.pointee.left = cursor.pointee.first
            cursor.pointee.accumulated = cursor.pointee.end
            cursor.pointee.back = cursor.pointee.end
        }
        if cursor.pointee.left == cursor.pointee.right {
            cursor.pointee.left += 1
            cursor.pointee.right += 1
            cursor.pointee.accumulated += 1
        } else {
            shrink()
        }
    }

    /// Moves a pane from l_L to l_F and one from l_R to l_A.
    private func shrink() {
        let (left, right, accumulated, back) = (
            cursor.pointee.left, cursor.pointee.right, cursor.pointee.accumulated, cursor.pointee.back
        )
        if right < accumulated { aggregate(left).merge(aggregate(accumulated - 1)) }
        if accumulated < back { aggregate(left).merge(aggregate(accumulated)) }
        cursor.pointee.left += 1
        let moved = accumulated - 1
        aggregate(moved).copy(leaf(moved))
        if accumulated < back { aggregate(moved).merge(aggregate(accumulated)) }
        cursor.pointee.accumulated = moved
    }
}
