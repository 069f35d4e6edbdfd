// Everything a shard knows of one series, in two blocks of memory that are given out when the series is first seen and
// taken back with the shard or at a reload. Every reading walks through the first one, in one piece and in the order of the
// work; what it seldom needs lies in the second.
//
//   hot    ┌────────┬────────────────────────────┬──────────────────────────┐
//          │ header │ detectors fed by readings  │ newest spans (WindowSet) │
//          └────────┴────────────────────────────┴──────────────────────────┘
//   cold   ┌───────────────────────────┬────────────────────┬────────────────────────┐
//          │ detectors fed by windows  │ bindings of both   │ older spans (WindowSet)│
//          └───────────────────────────┴────────────────────┴────────────────────────┘
//
// With two window lengths and one threshold on readings the hot block takes seven cache lines.

import BelfryDetection
import BelfryModel
import BelfryWindows

/// What a detector belongs to.
struct Binding: BitwiseCopyable {
    /// The index in the rule set in force.
    var rule: Int32
    /// The index of the window that feeds it; -1: every reading.
    var window: Int32
}

/// A shard's state of one series: the header of its hot block.
///
/// ```
///   instant ≤ deadline     every deadline before the last evaluated instant has fired
///   heapKey ≤ deadline     the heap may look too early, never too late
/// ```
struct SeriesState: BitwiseCopyable {
    let series: SeriesID
    let readingFedCount: Int32
    let windowFedCount: Int32
    var lastQuality = Quality.unknown
    /// Its key in the shard's heap of deadlines; never: it is not in it.
    var heapKey = Timestamp.distantFuture
    /// The next instant of the arrival clock at which a window closes or a detector has something to say.
    var deadline = Timestamp.distantFuture
    /// A lower bound of the deadlines among the detectors fed by windows: it changes only when they are fed or due.
    var windowFedDeadline = Timestamp.distantFuture
    /// The last instant at which something was evaluated.
    var instant = Timestamp.distantPast
    var watermark = Watermark()
    let windows: WindowSet
    let windowFed: UnsafeMutablePointer<Detector>
    var lastValue = 0.0
    var lastEventTime = Timestamp.distantPast
    var lastArrival = Timestamp.distantPast
}

extension UnsafeMutablePointer<SeriesState> {
    /// The detectors fed by readings.
    var readingFed: UnsafeMutablePointer<Detector> {
        UnsafeMutableRawPointer(self + 1).assumingMemoryBound(to: Detector.self)
    }

    /// The bindings of the detectors fed by windows, then of those fed by readings.
    private var bindings: UnsafeMutablePointer<Binding> {
        UnsafeMutableRawPointer(pointee.windowFed + Int(pointee.windowFedCount)).assumingMemoryBound(to: Binding.self)
    }

    /// The binding of a detector fed by windows.
    func windowFedBinding(_ index: Int) -> Binding { bindings[index] }

    /// Every detector with what it belongs to, in no particular order.
    func forEachDetector(_ body: (UnsafeMutablePointer<Detector>, Binding) -> Void) {
        for index in 0..<Int(pointee.windowFedCount) { body(pointee.windowFed + index, bindings[index]) }
        for index in 0..<Int(pointee.readingFedCount) {
            body(readingFed + index, bindings[Int(pointee.windowFedCount) + index])
        }
    }

    /// A series that has seen nothing, valid as long as the memory.
    static func allocate(
        _ series: SeriesID,
        plan: SeriesPlan,
        latenessNanoseconds lateness: Int64,
        memory: inout StateMemory
    ) -> Self {
        let readingFed = plan.detectors.filter { $0.window < 0 }
        let windowFed = plan.detectors.filter { $0.window >= 0 }
        let hotOffset = aligned(stride(SeriesState.self) + readingFed.count * stride(Detector.self))
        let coldOffset = aligned(windowFed.count * stride(Detector.self) + plan.detectors.count * stride(Binding.self))
        let hot = memory.hot.allocate(bytes: hotOffset + WindowSet.hotByteCount(for: plan.windows))
        let cold = memory.cold.allocate(
            bytes: coldOffset + WindowSet.coldByteCount(for: plan.windows, allowedLatenessNanoseconds: lateness)
        )
        let state = hot.bindMemory(to: SeriesState.self, capacity: 1)
        state.initialize(
            to: SeriesState(
                series: series,
                readingFedCount: Int32(readingFed.count),
                windowFedCount: Int32(windowFed.count),
                windows: WindowSet(
                    hot: hot + hotOffset,
                    cold: cold + coldOffset,
                    definitions: plan.windows,
                    allowedLatenessNanoseconds: lateness
                ),
                windowFed: cold.bindMemory(to: Detector.self, capacity: windowFed.count)
            )
        )
        state.place(readingFed, windowFed)
        return state
    }

    private func place(_ ofReadings: [DetectorBinding], _ ofWindows: [DetectorBinding]) {
        UnsafeMutableRawPointer(self + 1).bindMemory(to: Detector.self, capacity: ofReadings.count)
        UnsafeMutableRawPointer(pointee.windowFed + ofWindows.count)
            .bindMemory(to: Binding.self, capacity: ofWindows.count + ofReadings.count)
        for (index, binding) in ofReadings.enumerated() { (readingFed + index).initialize(to: binding.detector) }
        for (index, binding) in ofWindows.enumerated() { (pointee.windowFed + index).initialize(to: binding.detector) }
        for (index, binding) in (ofWindows + ofReadings).enumerated() {
            (bindings + index).initialize(to: Binding(rule: binding.rule, window: binding.window))
        }
    }

    private static func stride<Part>(_: Part.Type) -> Int { MemoryLayout<Part>.stride }

    private static func aligned(_ offset: Int) -> Int {
        (offset + WindowSet.alignment - 1) & ~(WindowSet.alignment - 1)
    }
}
