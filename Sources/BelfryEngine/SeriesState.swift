// Everything a shard knows of one series, in two blocks of memory that are given out when the series is first seen and
// taken back with the shard or at a reload. What it seldom needs lies in the second.
//
//   hot    ┌─────────┬───────┬────────┬───────────────────────┬───────────────────────────┐
//          │ routine │ front │ header │ the front's components│ detectors fed by readings │
//          └─────────┴───────┴────────┴───────────────────────┴───────────────────────────┘
//   cold   ┌─────────────────────────┬──────────────────┬────────────────────────────────┐
//          │ detectors fed by windows│ bindings of both │ longer and ended spans         │
//          └─────────────────────────┴──────────────────┴────────────────────────────────┘
//
// Routine, front and header are a cache line each. A routine reading touches the first two.

import BelfryDetection
import BelfryModel
import BelfryWindows

/// What a detector belongs to.
struct Binding: BitwiseCopyable {
    /// The index in the rule set in force, see ``RuleLimits/rules``.
    var rule: Int16
    /// The index of the window that feeds it; -1: every reading.
    var window: Int16
    /// What it reads off that window.
    var aggregate: WindowAggregate
    /// Its windows go to a group, see ``GroupStage``.
    var isMember: Bool
}

/// A shard's state of one series: the header of its hot block.
///
/// ```
///   instant ≤ routine.deadline     every deadline before the last evaluated instant has fired
///   heapKey ≤ routine.deadline     the heap may look too early, never too late
/// ```
/// What stands behind ``routine`` is up to date once the series is settled; deadline and key always are.
struct SeriesState: BitwiseCopyable {
    var routine: SeriesRoutine
    var front = WindowFront()
    /// Its key in the shard's heap of deadlines; never: it is not in it.
    var heapKey = Timestamp.distantFuture
    /// The last instant at which something was evaluated.
    var instant = Timestamp.distantPast
    var lastEventTime = Timestamp.distantPast
    var lastArrival = Timestamp.distantPast
    /// What the windows have in the cold block; the detectors fed by windows stand before it.
    fileprivate(set) var coldWindows: UnsafeMutableRawPointer
    /// Kept by the evaluator.
    fileprivate(set) var plan: UnsafePointer<WindowPlan>
    let series: SeriesID
    let readingFedCount: UInt16
    let windowFedCount: UInt16
    var suspicion = ClockSuspicion()

    var detectorCount: Int { Int(readingFedCount) + Int(windowFedCount) }
}

extension UnsafeMutablePointer<SeriesState> {
    /// The head stands first of all.
    var windows: WindowSet {
        WindowSet(
            head: UnsafeMutableRawPointer(self).assumingMemoryBound(to: WindowHead.self),
            front: front,
            frontComponents: UnsafeMutableRawPointer(self) + Self.headerBytes,
            cold: pointee.coldWindows,
            plan: pointee.plan
        )
    }

    private var front: UnsafeMutablePointer<WindowFront> {
        (UnsafeMutableRawPointer(self) + MemoryLayout<SeriesRoutine>.stride).assumingMemoryBound(to: WindowFront.self)
    }

    /// The detectors fed by readings: first those that need every reading.
    var readingFed: UnsafeMutablePointer<Detector> {
        let offset = Self.headerBytes + pointee.plan.pointee.frontComponentBytes
        return (UnsafeMutableRawPointer(self) + offset).assumingMemoryBound(to: Detector.self)
    }

    /// The detectors fed by windows.
    var windowFed: UnsafeMutablePointer<Detector> {
        let bytes = Self.detectorBytes(Int(pointee.windowFedCount), bindings: pointee.detectorCount)
        return (pointee.coldWindows - bytes).assumingMemoryBound(to: Detector.self)
    }

    /// The bindings of the detectors fed by windows, then of those fed by readings.
    private var bindings: UnsafeMutablePointer<Binding> {
        UnsafeMutableRawPointer(windowFed + Int(pointee.windowFedCount)).assumingMemoryBound(to: Binding.self)
    }

    /// The binding of a detector fed by windows.
    func windowFedBinding(_ index: Int) -> Binding { bindings[index] }

    /// Every detector with what it belongs to, in no particular order.
    func forEachDetector(_ body: (UnsafeMutablePointer<Detector>, Binding) -> Void) {
        for index in 0..<Int(pointee.windowFedCount) { body(windowFed + index, bindings[index]) }
        for index in 0..<Int(pointee.readingFedCount) {
            body(readingFed + index, bindings[Int(pointee.windowFedCount) + index])
        }
    }

    /// A series that has seen nothing, valid as long as the memory.
    static func allocate(
        _ series: SeriesID,
        plan: SeriesPlan,
        layout: WindowLayout,
        memory: inout StateMemory
    ) -> Self {
        let ofReadings = plan.detectors.filter { $0.window < 0 }
        let readingFed =
            ofReadings.filter(\.detector.needsEveryReading) + ofReadings.filter { !$0.detector.needsEveryReading }
        let windowFed = plan.detectors.filter { $0.window >= 0 }
        let hot = memory.hot.allocate(
            bytes: headerBytes + layout.plan.pointee.frontComponentBytes + readingFed.count * stride(Detector.self)
        )
        let coldOffset = detectorBytes(windowFed.count, bindings: plan.detectors.count)
        let cold = memory.cold.allocate(
            bytes: coldOffset + layout.plan.pointee.coldBytes
        )
        let state = hot.bindMemory(to: SeriesState.self, capacity: 1)
        state.initialize(
            to: SeriesState(
                routine: SeriesRoutine(
                    windows: WindowHead(),
                    eagerCount: UInt16(readingFed.count { $0.detector.needsEveryReading })
                ),
                coldWindows: cold + coldOffset,
                plan: layout.plan,
                series: series,
                readingFedCount: UInt16(readingFed.count),
                windowFedCount: UInt16(windowFed.count)
            )
        )
        assert(MemoryLayout.offset(of: \SeriesState.routine.windows) == 0, "the head does not stand first")
        assert(MemoryLayout.offset(of: \SeriesState.front) == stride(SeriesRoutine.self), "the front is elsewhere")
        state.windows.lay()
        state.place(readingFed, windowFed)
        return state
    }

    /// Bytes of the two blocks.
    var hotBytes: Int {
        Self.headerBytes + pointee.plan.pointee.frontComponentBytes
            + Int(pointee.readingFedCount) * Self.stride(Detector.self)
    }
    var coldBytes: Int { detectorBytes + pointee.plan.pointee.coldBytes }

    /// Where the cold block begins.
    var coldBlock: UnsafeMutableRawPointer { pointee.coldWindows - detectorBytes }

    private var detectorBytes: Int {
        Self.detectorBytes(Int(pointee.windowFedCount), bindings: pointee.detectorCount)
    }

    /// Becomes what another state of the same series, with the same windows and detectors, was when it was written down.
    ///
    /// Where the blocks lie and which numbers the rules have is this one's own.
    func copy(hot: UnsafeRawPointer, cold: UnsafeRawPointer) {
        let (ownCold, ownPlan) = (pointee.coldWindows, pointee.plan)
        let numbers = (0..<pointee.detectorCount).map { bindings[$0].rule }
        let (hotBytes, coldBytes, coldBlock) = (hotBytes, coldBytes, coldBlock)
        UnsafeMutableRawPointer(self).copyMemory(from: hot, byteCount: hotBytes)
        coldBlock.copyMemory(from: cold, byteCount: coldBytes)
        pointee.coldWindows = ownCold
        pointee.plan = ownPlan
        pointee.heapKey = .distantFuture
        for (index, rule) in numbers.enumerated() {
            bindings[index].rule = rule
            let windowFedCount = Int(pointee.windowFedCount)
            let detector = index < windowFedCount ? windowFed + index : readingFed + (index - windowFedCount)
            detector.pointee.rebind(toRule: Int32(rule))
        }
    }

    private func place(_ ofReadings: [DetectorBinding], _ ofWindows: [DetectorBinding]) {
        UnsafeMutableRawPointer(readingFed).bindMemory(to: Detector.self, capacity: ofReadings.count)
        UnsafeMutableRawPointer(windowFed).bindMemory(to: Detector.self, capacity: ofWindows.count)
        UnsafeMutableRawPointer(windowFed + ofWindows.count)
            .bindMemory(to: Binding.self, capacity: ofWindows.count + ofReadings.count)
        for (index, binding) in ofReadings.enumerated() { (readingFed + index).initialize(to: binding.detector) }
        for (index, binding) in ofWindows.enumerated() { (windowFed + index).initialize(to: binding.detector) }
        for (index, binding) in (ofWindows + ofReadings).enumerated() {
            (bindings + index).initialize(
                to: Binding(
                    rule: Int16(clamping: binding.rule),
                    window: Int16(clamping: binding.window),
                    aggregate: binding.aggregate,
                    isMember: binding.isMember
                )
            )
        }
    }

    private static func stride<Part>(_: Part.Type) -> Int { MemoryLayout<Part>.stride }

    private static func aligned(_ offset: Int) -> Int {
        (offset + WindowSet.alignment - 1) & ~(WindowSet.alignment - 1)
    }

    /// What detectors and bindings take of the cold block.
    private static func detectorBytes(_ count: Int, bindings: Int) -> Int {
        aligned(count * stride(Detector.self) + bindings * stride(Binding.self))
    }

    /// Where the components of the front begin.
    static var headerBytes: Int { aligned(stride(SeriesState.self)) }
}
