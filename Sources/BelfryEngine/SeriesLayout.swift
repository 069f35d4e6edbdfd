import BelfryDetection
import BelfryWindows

/// Owns a shape; series with the same windows and detectors share one.
final class SeriesLayout {
    /// Valid as long as the layout.
    let shape: UnsafePointer<SeriesShape>
    private let windows: WindowLayout

    /// A layout of these detectors behind the header of a state, and of windows.
    init(_ detectors: [DetectorBinding], windows: WindowLayout, intervalNanoseconds: Int64) {
        self.windows = windows
        let ofReadings = detectors.filter { $0.window < 0 }
        // That the hours of a rule are over shows in no value.
        let eager = ofReadings.filter { $0.terms.needsEveryReading || $0.isScheduled }
        let spared = ofReadings.filter { !$0.terms.needsEveryReading && !$0.isScheduled }
        let ofWindows = detectors.filter { $0.window >= 0 }
        var places: [DetectorPlace] = []
        func place(_ bindings: [DetectorBinding], from offset: Int) -> Int {
            bindings.reduce(offset) { next, binding in
                places.append(DetectorPlace(binding: binding, offset: next))
                return next + binding.terms.stateBytes
            }
        }
        let hotBytes = place(eager + spared, from: SeriesState.byteCount + windows.plan.pointee.frontComponentBytes)
        let coldWindowsOffset = SeriesState.aligned(place(ofWindows, from: 0))
        let owned = UnsafeMutablePointer<SeriesShape>.allocate(capacity: 1)
        owned.initialize(
            to: SeriesShape(
                windows: windows.plan,
                detectors: Self.copy(places),
                eagerCount: eager.count,
                readingFedCount: ofReadings.count,
                detectorCount: places.count,
                isScheduled: ofReadings.contains(where: \.isScheduled),
                intervalNanoseconds: intervalNanoseconds,
                hotBytes: hotBytes,
                coldBytes: coldWindowsOffset + windows.plan.pointee.coldBytes,
                coldWindowsOffset: coldWindowsOffset
            )
        )
        shape = UnsafePointer(owned)
    }

    deinit {
        shape.pointee.detectors.deallocate()
        shape.deallocate()
    }

    private static func copy(_ places: [DetectorPlace]) -> UnsafePointer<DetectorPlace> {
        let memory = UnsafeMutablePointer<DetectorPlace>.allocate(capacity: max(1, places.count))
        for (index, place) in places.enumerated() { (memory + index).initialize(to: place) }
        return UnsafePointer(memory)
    }
}
