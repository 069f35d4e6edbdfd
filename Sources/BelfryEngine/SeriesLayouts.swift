import BelfryDetection
import BelfryWindows

/// The layouts of a shard, each made when the first series needs it.
///
/// At most one a series: in a fleet where every sensor has an interval of its own the terms take as much again as the states.
struct SeriesLayouts {
    private struct WindowsPurpose: Hashable {
        var definitions: [WindowDefinition]
        var terms: OrderedTerms
    }

    private struct Purpose: Hashable {
        var windows: WindowsPurpose
        var detectors: [DetectorBinding]
        var intervalNanoseconds: Int64
    }

    private let latenessNanoseconds: Int64
    private var windows: [WindowsPurpose: WindowLayout] = [:]
    private var layouts: [Purpose: SeriesLayout] = [:]

    init(latenessNanoseconds: Int64) {
        self.latenessNanoseconds = latenessNanoseconds
    }

    /// The layout for a plan and the interval that the fleet names, 0 for none; what it points to is valid as long as these
    /// layouts.
    mutating func layout(of plan: SeriesPlan, intervalNanoseconds: Int64) -> SeriesLayout {
        let shared = WindowsPurpose(definitions: plan.windows, terms: plan.terms)
        let purpose = Purpose(windows: shared, detectors: plan.detectors, intervalNanoseconds: intervalNanoseconds)
        if let layout = layouts[purpose] { return layout }
        let layout = SeriesLayout(
            plan.detectors,
            windows: windowLayout(for: shared),
            intervalNanoseconds: intervalNanoseconds
        )
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
