// Everything a shard knows of one series, in two blocks of memory that are given out when the series is first seen and
// taken back with the shard or at a reload. Every reading walks through the first one, in one piece and in the order of the work;
// what it seldom needs lies in the second.
//
//   hot    ┌────────┬─────────────────────────┬──────────────────────────┐
//          │ header │ watches fed by readings │ newest spans (WindowSet) │
//          └────────┴─────────────────────────┴──────────────────────────┘
//   cold   ┌────────────────────────┬────────────────────────┐
//          │ watches fed by windows │ older spans (WindowSet) │
//          └────────────────────────┴────────────────────────┘

import BelfryDetection
import BelfryModel
import BelfryWindows

/// One rule watching one series.
struct Watch: BitwiseCopyable {
    var detector: Detector
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
    let hotLines: Int32
    /// Its key in the shard's heap of deadlines; never: it is not in it.
    var heapKey = Timestamp.distantFuture
    /// The next instant of the arrival clock at which a window closes or a detector has something to say.
    var deadline = Timestamp.distantFuture
    /// A lower bound of the deadlines among the watches fed by windows: it changes only when they are fed or due.
    var windowFedDeadline = Timestamp.distantFuture
    /// The last instant at which something was evaluated.
    var instant = Timestamp.distantPast
    var watermark = Watermark()
    let windows: WindowSet
    /// Watches fed by readings.
    let readingFed: UnsafeMutablePointer<Watch>
    /// Watches fed by windows.
    let windowFed: UnsafeMutablePointer<Watch>
    let readingFedCount: Int32
    let windowFedCount: Int32
    var lastValue = 0.0
    var lastEventTime = Timestamp.distantPast
    var lastArrival = Timestamp.distantPast
    var lastQuality = Quality.unknown
}

extension SeriesState {
    /// A cache line: blocks begin on one.
    static let lineBytes = 64

    /// A series that has seen nothing, valid as long as the memory.
    static func allocate(
        _ series: SeriesID,
        plan: SeriesPlan,
        latenessNanoseconds: Int64,
        memory: inout StateMemory
    ) -> UnsafeMutablePointer<Self> {
        let readingFed = plan.detectors.filter { $0.window < 0 }
        let windowFed = plan.detectors.filter { $0.window >= 0 }
        let watchOffset = aligned(MemoryLayout<Self>.size, to: lineBytes)
        let hotWindows = watchOffset + watchBytes(readingFed.count)
        let hotBytes = aligned(hotWindows + WindowSet.hotByteCount(for: plan.windows), to: lineBytes)
        let coldBytes = WindowSet.coldByteCount(for: plan.windows, allowedLatenessNanoseconds: latenessNanoseconds)
        let hot = memory.hot.allocate(bytes: hotBytes)
        let cold = memory.cold.allocate(bytes: watchBytes(windowFed.count) + coldBytes)
        let state = hot.bindMemory(to: Self.self, capacity: 1)
        state.initialize(
            to: Self(
                series: series,
                hotLines: Int32(hotBytes / lineBytes),
                windows: WindowSet(
                    hot: hot + hotWindows,
                    cold: cold + watchBytes(windowFed.count),
                    definitions: plan.windows,
                    allowedLatenessNanoseconds: latenessNanoseconds
                ),
                readingFed: watches(readingFed, at: hot + watchOffset),
                windowFed: watches(windowFed, at: cold),
                readingFedCount: Int32(readingFed.count),
                windowFedCount: Int32(windowFed.count)
            )
        )
        return state
    }

    /// Every watch, in no particular order.
    func forEachWatch(_ body: (UnsafeMutablePointer<Watch>) -> Void) {
        for index in 0..<Int(readingFedCount) { body(readingFed + index) }
        for index in 0..<Int(windowFedCount) { body(windowFed + index) }
    }

    private static func watches(
        _ bindings: [DetectorBinding],
        at memory: UnsafeMutableRawPointer
    ) -> UnsafeMutablePointer<Watch> {
        let watches = memory.bindMemory(to: Watch.self, capacity: bindings.count)
        for (index, binding) in bindings.enumerated() {
            let watch = Watch(detector: binding.detector, rule: binding.rule, window: binding.window)
            (watches + index).initialize(to: watch)
        }
        return watches
    }

    private static func watchBytes(_ count: Int) -> Int {
        aligned(count * MemoryLayout<Watch>.stride, to: WindowSet.alignment)
    }

    private static func aligned(_ offset: Int, to alignment: Int) -> Int { (offset + alignment - 1) & ~(alignment - 1) }
}
