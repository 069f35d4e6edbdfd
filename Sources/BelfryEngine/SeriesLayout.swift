// What all series with the same windows and the same detectors have in common, worked out once: where everything lies in
// their two blocks of memory, and the terms of their detectors. A town of ten thousand sensors has a few dozen.
//
//   hot    ┌─────────┬───────┬────────┬───────────────────────┬───────────────────────────┐
//          │ routine │ front │ header │ the front's components│ detectors fed by readings │
//          └─────────┴───────┴────────┴───────────────────────┴───────────────────────────┘
//   cold   ┌─────────────────────────┬─────────────────────────┐
//          │ detectors fed by windows│ longer and ended spans  │
//          └─────────────────────────┴─────────────────────────┘
//
// Routine, front and header are a cache line each. A routine reading touches the first two.

import BelfryDetection
import BelfryWindows

/// Where one detector of a layout lies, and what it belongs to.
struct DetectorPlace: BitwiseCopyable {
    let binding: DetectorBinding
    /// Of its state: in the hot block where it is fed by readings, else in the cold one.
    let offset: Int
}

extension UnsafePointer<DetectorPlace> {
    /// The terms stand first of all: a copy of them would cost as much as a threshold.
    @inline(__always)
    var terms: UnsafePointer<DetectorTerms> { UnsafeRawPointer(self).assumingMemoryBound(to: DetectorTerms.self) }
}

/// A layout: plain memory, so that a shard reads it without counting references.
struct SeriesShape: BitwiseCopyable {
    let windows: UnsafePointer<WindowPlan>
    /// First those that need every reading, then the others fed by readings, then those fed by windows.
    let detectors: UnsafePointer<DetectorPlace>
    /// Detectors that need every reading.
    let eagerCount: Int
    /// Detectors fed by readings.
    let readingFedCount: Int
    let detectorCount: Int
    let hotBytes: Int
    let coldBytes: Int
    /// What windows have in the cold block begins here.
    let coldWindowsOffset: Int
}

/// Owns a shape; series with the same windows and detectors share one.
final class SeriesLayout {
    /// Valid as long as the layout.
    let shape: UnsafePointer<SeriesShape>
    private let windows: WindowLayout

    /// A layout of these detectors behind the header of a state, and of windows.
    init(_ detectors: [DetectorBinding], windows: WindowLayout) {
        self.windows = windows
        let ofReadings = detectors.filter { $0.window < 0 }
        let eager = ofReadings.filter(\.terms.needsEveryReading)
        let spared = ofReadings.filter { !$0.terms.needsEveryReading }
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

/// The layouts of a shard, each made when the first series needs it: at most one a series.
struct SeriesLayouts {
    private struct WindowsPurpose: Hashable {
        var definitions: [WindowDefinition]
        var terms: OrderedTerms
    }

    private struct Purpose: Hashable {
        var windows: WindowsPurpose
        var detectors: [DetectorBinding]
    }

    private let latenessNanoseconds: Int64
    private var windows: [WindowsPurpose: WindowLayout] = [:]
    private var layouts: [Purpose: SeriesLayout] = [:]

    init(latenessNanoseconds: Int64) {
        self.latenessNanoseconds = latenessNanoseconds
    }

    /// The layout for a plan; what it points to is valid as long as these layouts.
    mutating func layout(of plan: SeriesPlan) -> SeriesLayout {
        let shared = WindowsPurpose(definitions: plan.windows, terms: plan.terms)
        let purpose = Purpose(windows: shared, detectors: plan.detectors)
        if let layout = layouts[purpose] { return layout }
        let layout = SeriesLayout(plan.detectors, windows: windowLayout(for: shared))
        layouts[purpose] = layout
        return layout
    }

    private mutating func windowLayout(for purpose: WindowsPurpose) -> WindowLayout {
        if let layout = windows[purpose] { return layout }
        let layout = WindowLayout(
            purpose.definitions,
            allowedLatenessNanoseconds: latenessNanoseconds,
            terms: purpose.terms
        )
        windows[purpose] = layout
        return layout
    }
}
