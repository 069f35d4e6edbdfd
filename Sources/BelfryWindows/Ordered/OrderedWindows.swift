// Windows that depend on the order of readings: what begins and ends with them, and what holds over time.
//
// Readings wait until nothing older may come, go on in the order of their event time, and meet windows that can no longer
// change: each is told once, as late after its end as a reading may be.
//
//                                            ┌─► windows on a grid (a window set without lateness)
//   readings ─► waiting, by event time ──────┤
//                 until clock − lateness     └─► runs: session, count, state
//
//   ──┬───────────────────────▼──────────────────────────▼──────────
//     │ told                  clock − lateness   waiting   clock
//
// What held when a window on a grid began is carried into it; see CarriedValues.

import BelfryModel

/// What is known of a series' ordered windows besides their parts.
struct OrderedHead: BitwiseCopyable {
    /// Everything older has gone on; what comes later and is older comes too late.
    var releasedThrough = Int64.min
    /// The reading that went on last.
    var held = HeldValue.none
    /// Of the windows on a grid.
    var windows = WindowHead()
    var waiting = WaitingReadings.Cursor()
}

/// A view of the ordered windows of one series in memory that its window set's owner owns.
struct OrderedWindows: BitwiseCopyable {
    let head: UnsafeMutablePointer<OrderedHead>
    let plan: UnsafePointer<OrderedPlan>

    init(memory: UnsafeMutableRawPointer, plan: UnsafePointer<OrderedPlan>) {
        self.head = memory.assumingMemoryBound(to: OrderedHead.self)
        self.plan = plan
    }

    private var memory: UnsafeMutableRawPointer { UnsafeMutableRawPointer(head) }

    /// Makes the memory windows that have seen nothing.
    func lay() {
        head.initialize(to: OrderedHead())
        windows.lay()
        for index in plan.pointee.carries.indices { carried(index).lay() }
        for index in plan.pointee.runs.indices { run(index).lay() }
    }

    /// When on the series' clock there is something to do next; ``Timestamp/distantFuture`` where nothing is open.
    var nextDue: Timestamp {
        var due = windows.nextDue.nanoseconds
        // What waits opens windows, or ends those that only a reading ends.
        var looksAtWaiting = !head.pointee.windows.isTicking && !plan.pointee.carries.isEmpty
        for index in plan.pointee.runs.indices {
            let run = run(index)
            due = min(due, run.due)
            if run.level.endsWithReadings || !run.isOpen { looksAtWaiting = true }
        }
        if looksAtWaiting, let first = waiting.first { due = min(due, first.time) }
        guard due < .max else { return .distantFuture }
        return Timestamp(nanoseconds: due).advanced(byNanoseconds: plan.pointee.latenessNanoseconds)
    }

    var windows: WindowSet {
        WindowSet(
            // The head's place in its struct: the pointer stays valid, since the memory is the owner's.
            head: (memory + Self.windowsOffset).assumingMemoryBound(to: WindowHead.self),
            front: (memory + plan.pointee.frontOffset).assumingMemoryBound(to: WindowFront.self),
            frontComponents: memory + plan.pointee.frontComponentsOffset,
            cold: memory + plan.pointee.coldOffset,
            plan: plan.pointee.windows
        )
    }

    var waiting: WaitingReadings {
        WaitingReadings(
            cursor: (memory + Self.waitingOffset).assumingMemoryBound(to: WaitingReadings.Cursor.self),
            readings: (memory + plan.pointee.waitingOffset).assumingMemoryBound(to: HeldValue.self),
            capacity: plan.pointee.waitingCapacity
        )
    }

    func carried(_ index: Int) -> CarriedValues {
        let level = plan.pointee.carries[index]
        return CarriedValues(memory: memory + level.offset, length: level.slices)
    }

    func run(_ index: Int) -> RunWindow {
        let level = plan.pointee.runs[index]
        let state = (memory + level.offset).assumingMemoryBound(to: RunState.self)
        let span = memory + level.offset + MemoryLayout<RunState>.stride
        return RunWindow(
            state: state,
            pane: Pane(
                span: span.assumingMemoryBound(to: Span.self),
                components: span + MemoryLayout<Span>.stride,
                sharedShape: plan.pointee.runShape
            ),
            level: level
        )
    }

    private static var windowsOffset: Int { MemoryLayout<OrderedHead>.offset(of: \.windows) ?? 0 }
    private static var waitingOffset: Int { MemoryLayout<OrderedHead>.offset(of: \.waiting) ?? 0 }
}
