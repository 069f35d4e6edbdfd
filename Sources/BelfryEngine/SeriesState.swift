// Everything a shard knows of one series, in two blocks of memory that are given out when the series is first seen and
// taken back with the shard or at a reload. What it seldom needs lies in the second; see SeriesShape for where.

import BelfryDetection
import BelfryModel
import BelfryWindows

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
    fileprivate(set) var coldBlock: UnsafeMutableRawPointer
    /// Kept by the evaluator.
    fileprivate(set) var shape: UnsafePointer<SeriesShape>
    let series: SeriesID
    var suspicion = ClockSuspicion()

    /// A word each that says where things lie, and nothing of what is known.
    private static let places = [
        MemoryLayout<SeriesState>.offset(of: \.heapKey), MemoryLayout<SeriesState>.offset(of: \.coldBlock),
        MemoryLayout<SeriesState>.offset(of: \.shape),
    ].compactMap { $0 }

    /// Takes them out of a copy: the same state is the same bytes, and no address leaves the process.
    static func clearPlaces(inCopy bytes: UnsafeMutableRawPointer) {
        for place in places { (bytes + place).storeBytes(of: 0, as: UInt64.self) }
    }

    /// Where the components of the front begin.
    static var byteCount: Int { aligned(MemoryLayout<SeriesState>.stride) }

    /// The next place for windows.
    static func aligned(_ offset: Int) -> Int {
        (offset + WindowSet.alignment - 1) & ~(WindowSet.alignment - 1)
    }
}

extension UnsafeMutablePointer<SeriesState> {
    /// The head stands first of all.
    var windows: WindowSet {
        WindowSet(
            head: UnsafeMutableRawPointer(self).assumingMemoryBound(to: WindowHead.self),
            front: front,
            frontComponents: UnsafeMutableRawPointer(self) + SeriesState.byteCount,
            cold: pointee.coldBlock + pointee.shape.pointee.coldWindowsOffset,
            plan: pointee.shape.pointee.windows
        )
    }

    private var front: UnsafeMutablePointer<WindowFront> {
        (UnsafeMutableRawPointer(self) + MemoryLayout<SeriesRoutine>.stride).assumingMemoryBound(to: WindowFront.self)
    }

    /// Bytes of the two blocks.
    var hotBytes: Int { pointee.shape.pointee.hotBytes }
    var coldBytes: Int { pointee.shape.pointee.coldBytes }

    var readingFedCount: Int { pointee.shape.pointee.readingFedCount }

    /// A detector fed by readings: first those that need every reading.
    @inline(__always)
    func readingFed(_ index: Int) -> Detector {
        detector(at: pointee.shape.pointee.detectors + index, in: UnsafeMutableRawPointer(self))
    }

    /// What the detector of the same index belongs to.
    @inline(__always)
    func readingFedBinding(_ index: Int) -> UnsafePointer<DetectorPlace> { pointee.shape.pointee.detectors + index }

    /// The detectors fed by one window.
    func forEachFed(by window: Int, _ body: (Detector, DetectorBinding) -> Void) {
        let shape = pointee.shape
        for index in shape.pointee.readingFedCount..<shape.pointee.detectorCount {
            let place = shape.pointee.detectors + index
            guard Int(place.pointee.binding.window) == window else { continue }
            body(detector(at: place, in: pointee.coldBlock), place.pointee.binding)
        }
    }

    /// Every detector with what it belongs to, in no particular order.
    func forEachDetector(_ body: (Detector, DetectorBinding) -> Void) {
        let shape = pointee.shape
        for index in 0..<shape.pointee.detectorCount {
            let isReadingFed = index < shape.pointee.readingFedCount
            let place = shape.pointee.detectors + index
            let block = isReadingFed ? UnsafeMutableRawPointer(self) : pointee.coldBlock
            body(detector(at: place, in: block), place.pointee.binding)
        }
    }

    @inline(__always)
    private func detector(at place: UnsafePointer<DetectorPlace>, in block: UnsafeMutableRawPointer) -> Detector {
        Detector(
            terms: place.terms,
            state: block + place.pointee.offset,
            series: pointee.series
        )
    }

    /// A series that has seen nothing, valid as long as memory and layout.
    static func allocate(_ series: SeriesID, layout: SeriesLayout, memory: inout StateMemory) -> Self {
        let shape = layout.shape
        let hot = memory.hot.allocate(bytes: shape.pointee.hotBytes)
        let cold = memory.cold.allocate(bytes: shape.pointee.coldBytes)
        let state = hot.bindMemory(to: SeriesState.self, capacity: 1)
        state.initialize(
            to: SeriesState(
                routine: SeriesRoutine(windows: WindowHead(), eagerCount: UInt16(shape.pointee.eagerCount)),
                coldBlock: cold,
                shape: shape,
                series: series
            )
        )
        assert(MemoryLayout.offset(of: \SeriesState.routine.windows) == 0, "the head does not stand first")
        assert(
            MemoryLayout.offset(of: \SeriesState.front) == MemoryLayout<SeriesRoutine>.stride,
            "the front is elsewhere"
        )
        assert(MemoryLayout<DetectorPlace>.offset(of: \.binding.terms) == 0, "the terms do not stand first")
        state.windows.lay()
        for index in 0..<shape.pointee.detectorCount {
            let place = shape.pointee.detectors + index
            let block = index < shape.pointee.readingFedCount ? hot : cold
            place.terms.layState(at: block + place.pointee.offset)
        }
        return state
    }

    /// Becomes what another state of the same series, with the same windows and detectors, was when it was written down.
    ///
    /// Where the blocks lie, and the terms with the numbers of the rules, are this one's own.
    func copy(hot: UnsafeRawPointer, cold: UnsafeRawPointer) {
        let (ownCold, ownShape) = (pointee.coldBlock, pointee.shape)
        UnsafeMutableRawPointer(self).copyMemory(from: hot, byteCount: ownShape.pointee.hotBytes)
        ownCold.copyMemory(from: cold, byteCount: ownShape.pointee.coldBytes)
        pointee.coldBlock = ownCold
        pointee.shape = ownShape
        pointee.heapKey = .distantFuture
    }
}
