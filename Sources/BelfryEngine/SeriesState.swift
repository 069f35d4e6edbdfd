// Everything a shard knows of one series, in one block of memory that is allocated when the series is first seen and
// freed with the shard or at a reload.
//
//   ┌────────┬────────────────────────┬──────────────────────────────────────┐
//   │ header │ windows (``WindowSet``) │ watches: fed by readings │ by windows │
//   └────────┴────────────────────────┴──────────────────────────────────────┘

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

/// A shard's state of one series.
///
/// ```
///   instant ≤ deadline     every deadline before the last evaluated instant has fired
///   heapKey ≤ deadline     the heap may look too early, never too late
/// ```
struct SeriesState: BitwiseCopyable {
    let series: SeriesID
    /// Where it stands in the shard's heap of deadlines; -1: it has none to wait for.
    var heapSlot: Int32 = -1
    var heapKey = Timestamp.distantFuture
    /// The next instant of the arrival clock at which a window closes or a detector has something to say.
    var deadline = Timestamp.distantFuture
    /// The earliest deadline among the watches fed by windows: it changes only when they are fed.
    var windowFedDeadline = Timestamp.distantFuture
    /// The last instant at which something was evaluated.
    var instant = Timestamp.distantPast
    var watermark = Watermark()
    let windows: WindowSet
    let watches: UnsafeMutablePointer<Watch>
    /// Watches 0..<readingFedCount look at readings, the rest up to `watchCount` at windows.
    let readingFedCount: Int32
    let watchCount: Int32
    var lastValue = 0.0
    var lastEventTime = Timestamp.distantPast
    var lastArrival = Timestamp.distantPast
    var lastQuality = Quality.unknown

    /// A series that has seen nothing, in memory of its own; to be freed with ``free(_:)``.
    static func allocate(_ series: SeriesID, plan: SeriesPlan, latenessNanoseconds: Int64) -> UnsafeMutablePointer<Self>
    {
        let windowBytes = WindowSet.byteCount(for: plan.windows, allowedLatenessNanoseconds: latenessNanoseconds)
        let windowOffset = aligned(MemoryLayout<Self>.size)
        let watchOffset = aligned(windowOffset + windowBytes)
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: watchOffset + plan.detectors.count * MemoryLayout<Watch>.stride,
            alignment: alignment
        )
        let watches = (memory + watchOffset).bindMemory(to: Watch.self, capacity: plan.detectors.count)
        let readingFed = plan.detectors.filter { $0.window < 0 }
        for (index, binding) in (readingFed + plan.detectors.filter { $0.window >= 0 }).enumerated() {
            let watch = Watch(detector: binding.detector, rule: binding.rule, window: binding.window)
            (watches + index).initialize(to: watch)
        }
        let state = memory.bindMemory(to: Self.self, capacity: 1)
        state.initialize(
            to: Self(
                series: series,
                windows: WindowSet(
                    at: memory + windowOffset,
                    definitions: plan.windows,
                    allowedLatenessNanoseconds: latenessNanoseconds
                ),
                watches: watches,
                readingFedCount: Int32(readingFed.count),
                watchCount: Int32(plan.detectors.count)
            )
        )
        return state
    }

    /// Gives the memory back.
    static func free(_ state: UnsafeMutablePointer<Self>) {
        // Plain bits throughout: there is nothing to deinitialise.
        UnsafeMutableRawPointer(state).deallocate()
    }

    /// All watches, those fed by readings first.
    var allWatches: UnsafeMutableBufferPointer<Watch> {
        UnsafeMutableBufferPointer(start: watches, count: Int(watchCount))
    }

    /// A cache line, so that the header starts on one.
    private static let alignment = 64

    private static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) & ~(alignment - 1) }
}
