// All windows of one series, in memory that somebody else owns. Memory is what a reading costs: with ten thousand series
// each one's state has left the nearer caches by the time its next reading comes, so a reading touches two cache lines,
// the head's and the front's, however many windows there are.
//
//   head    when something ends, and up to when a newer reading belongs to the front
//   front   ┌──────┐  ┌ ─ ─ ─ ─ ─ ─┐      the newest pane with a value, and its components where windows ask for some
//           │ span │    components
//           └──────┘  └ ─ ─ ─ ─ ─ ─┘
//   cold    ┌────────────────────┬───────────┬────────────────────┬───────────┬───
//           │ ended panes        │ present 1 │ ended spans of 1   │ present 2 │ …
//           └────────────────────┴───────────┴────────────────────┴───────────┴───
//
// A span ends when the series' clock reaches its end; it is told, and kept for as long as readings may come late. One that
// does goes into every span that it belongs to: into those that are present without a word, while those that were told are
// told anew, with the next number.
//
//          newest event time − lateness     newest event time
//                  │                              │
//   ──┬────────────▼────────┬─────────────────────▼─────────┬──
//     │ ended: may be       │ present                       │
//     │ told anew           │                               │
//   ──┴─────────────────────┴───────────────────────────────┴──

public import BelfryModel

/// The windows of one series.
///
/// The caller keeps to the order *close, then insert*: what ends by a reading's event time has been told by
/// ``close(by:pace:series:told:)`` before the reading goes in. No allocation; O(1) a reading, O(levels) an ended pane or a
/// late reading.
public struct WindowSet: BitwiseCopyable, @unchecked Sendable {
    // Sendable: a view of memory whose owner, one shard, sees to it that one thread uses it.

    let head: UnsafeMutablePointer<WindowHead>
    let front: UnsafeMutablePointer<Span>
    let frontComponents: UnsafeMutableRawPointer
    let cold: UnsafeMutableRawPointer
    let plan: UnsafePointer<WindowPlan>

    var levels: UnsafeBufferPointer<WindowLevel> { plan.pointee.levels }
    var shape: PaneShape { plan.pointee.shape.pointee }

    /// The alignment that all memory handed in needs: a cache line, so that the front takes one.
    public static let alignment = 64

    /// Changes with how windows lie in memory, so that what was written down by another build is not taken for its own.
    public static let memoryFormat: Int =
        [
            MemoryLayout<Span>.stride, MemoryLayout<WindowHead>.size, MemoryLayout<SpanEdges>.stride,
            MemoryLayout<OrderedHead>.stride, MemoryLayout<RunState>.stride, MemoryLayout<TimeWeightedSum>.stride,
            MemoryLayout<CounterIncrease>.stride, MemoryLayout<SlidingCursor>.stride, QuantileSketch.byteCount,
            DistinctSketch.byteCount, MemoryLayout<EnergySum>.stride, MemoryLayout<DirectionSum>.stride,
        ].reduce(0) { $0 &* 31 &+ $1 }

    /// The windows that lie in this memory, or are to be laid out there by ``lay()`` before anything else.
    ///
    /// - Parameters:
    ///   - frontComponents: ``WindowPlan/frontComponentBytes``.
    ///   - cold: ``WindowPlan/coldBytes``.
    ///   - plan: outlives the windows.
    public init(
        head: UnsafeMutablePointer<WindowHead>,
        front: UnsafeMutablePointer<WindowFront>,
        frontComponents: UnsafeMutableRawPointer,
        cold: UnsafeMutableRawPointer,
        plan: UnsafePointer<WindowPlan>
    ) {
        self.head = head
        self.front = UnsafeMutableRawPointer(front).assumingMemoryBound(to: Span.self)
        self.frontComponents = frontComponents
        self.cold = cold
        self.plan = plan
    }

    /// When on the series' clock the next span ends; ``Timestamp/distantFuture`` where nothing is open.
    public var nextDue: Timestamp {
        head.pointee.hasOrdered ? min(head.pointee.nextDue, ordered?.nextDue ?? .distantFuture) : head.pointee.nextDue
    }

    /// The windows that depend on the order of readings; nil where there are none.
    var ordered: OrderedWindows? {
        plan.pointee.ordered.map { OrderedWindows(memory: cold + plan.pointee.orderedOffset, plan: $0) }
    }

    /// Makes the memory windows that have seen nothing.
    ///
    /// Plain bits: nothing has to be deinitialised before the memory is freed.
    public func lay() {
        head.initialize(to: WindowHead())
        if let ordered {
            ordered.lay()
            head.pointee.hasOrdered = true
        }
        // Without windows nothing ends, and no reading changes more than the front.
        if levels.isEmpty, !head.pointee.hasOrdered {
            head.pointee.limit = Timestamp(nanoseconds: WindowLimits.eventTimeNanoseconds.upperBound)
        }
        for index in levels.indices {
            present(index).clear(end: .min)
            for slot in 0..<levels[index].endedCount { ended(index, slot).clear(end: .min) }
            if levels[index].slices > 0 { queue(index).lay() }
        }
    }

    /// The present span of a level; of the first: the newest pane with a value.
    func present(_ level: Int) -> Pane {
        if level == 0 { return Pane(span: front, components: frontComponents, sharedShape: plan.pointee.shape) }
        return pane(at: levels[level].presentOffset)
    }

    /// A span of a level that has ended and may be revised.
    func ended(_ level: Int, _ slot: Int) -> Pane {
        pane(at: levels[level].endedOffset + slot * shape.stride)
    }

    /// Where a sliding window is put together to be told.
    func whole(_ level: Int) -> Pane { pane(at: levels[level].endedOffset) }

    /// The queue of a sliding window.
    func queue(_ level: Int) -> SlidingQueue {
        SlidingQueue(
            memory: cold + levels[level].endedOffset + shape.stride,
            length: levels[level].slices,
            behind: levels[level].slicesBehind,
            shape: plan.pointee.shape
        )
    }

    private func pane(at offset: Int) -> Pane {
        Pane(
            span: (cold + offset).assumingMemoryBound(to: Span.self),
            components: cold + offset + MemoryLayout<Span>.stride,
            sharedShape: plan.pointee.shape
        )
    }

    /// The length of a pane.
    var paneNanoseconds: Int64 {
        guard case .fixed(let length, _)? = levels.first?.grid else { return .max }
        return length
    }
}
