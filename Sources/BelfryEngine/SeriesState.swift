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
// All of them begin on cache lines. With two window lengths and a threshold on readings, a reading that says nothing new
// touches five: two of the header, the first of the detector, and one for each window.

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
    /// The next instant of the arrival clock at which a window closes or a detector has something to say.
    var deadline = Timestamp.distantFuture
    /// Its key in the shard's heap of deadlines; never: it is not in it.
    var heapKey = Timestamp.distantFuture
    /// The last instant at which something was evaluated.
    var instant = Timestamp.distantPast
    var watermark = Watermark()
    var windows: WindowSet
    let series: SeriesID
    let readingFedCount: UInt16
    let windowFedCount: UInt16
    var lastQuality = Quality.unknown
    var lastValue = 0.0
    var lastEventTime = Timestamp.distantPast
    var lastArrival = Timestamp.distantPast

    var detectorCount: Int { Int(readingFedCount) + Int(windowFedCount) }
}

extension UnsafeMutablePointer<SeriesState> {
    /// The detectors fed by readings.
    var readingFed: UnsafeMutablePointer<Detector> {
        (UnsafeMutableRawPointer(self) + Self.headerBytes).assumingMemoryBound(to: Detector.self)
    }

    /// The detectors fed by windows: they stand before the second block of the windows.
    var windowFed: UnsafeMutablePointer<Detector> {
        let bytes = Self.detectorBytes(Int(pointee.windowFedCount), bindings: pointee.detectorCount)
        return (pointee.windows.cold - bytes).assumingMemoryBound(to: Detector.self)
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
        latenessNanoseconds lateness: Int64,
        memory: inout StateMemory
    ) -> Self {
        let readingFed = plan.detectors.filter { $0.window < 0 }
        let windowFed = plan.detectors.filter { $0.window >= 0 }
        let hotOffset = headerBytes + aligned(readingFed.count * stride(Detector.self))
        let coldOffset = detectorBytes(windowFed.count, bindings: plan.detectors.count)
        let hot = memory.hot.allocate(bytes: hotOffset + WindowSet.hotByteCount(for: plan.windows))
        let cold = memory.cold.allocate(
            bytes: coldOffset + WindowSet.coldByteCount(for: plan.windows, allowedLatenessNanoseconds: lateness)
        )
        let state = hot.bindMemory(to: SeriesState.self, capacity: 1)
        state.initialize(
            to: SeriesState(
                windows: WindowSet(
                    hot: hot + hotOffset,
                    cold: cold + coldOffset,
                    definitions: plan.windows,
                    allowedLatenessNanoseconds: lateness
                ),
                series: series,
                readingFedCount: UInt16(readingFed.count),
                windowFedCount: UInt16(windowFed.count)
            )
        )
        state.place(readingFed, windowFed)
        return state
    }

    private func place(_ ofReadings: [DetectorBinding], _ ofWindows: [DetectorBinding]) {
        (UnsafeMutableRawPointer(self) + Self.headerBytes).bindMemory(to: Detector.self, capacity: ofReadings.count)
        UnsafeMutableRawPointer(windowFed).bindMemory(to: Detector.self, capacity: ofWindows.count)
        UnsafeMutableRawPointer(windowFed + ofWindows.count)
            .bindMemory(to: Binding.self, capacity: ofWindows.count + ofReadings.count)
        for (index, binding) in ofReadings.enumerated() { (readingFed + index).initialize(to: binding.detector) }
        for (index, binding) in ofWindows.enumerated() { (windowFed + index).initialize(to: binding.detector) }
        for (index, binding) in (ofWindows + ofReadings).enumerated() {
            (bindings + index).initialize(to: Binding(rule: binding.rule, window: binding.window))
        }
    }

    /// What detectors and bindings take of the cold block.
    private static func detectorBytes(_ count: Int, bindings: Int) -> Int {
        aligned(count * stride(Detector.self) + bindings * stride(Binding.self))
    }

    private static var headerBytes: Int { aligned(stride(SeriesState.self)) }

    private static func stride<Part>(_: Part.Type) -> Int { MemoryLayout<Part>.stride }

    private static func aligned(_ offset: Int) -> Int {
        (offset + WindowSet.alignment - 1) & ~(WindowSet.alignment - 1)
    }
}
