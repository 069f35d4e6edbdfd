public import BelfryModel
import BelfryWindows

extension RuleSet {
    /// What to do for a series; called once when it is first seen, and again after a reload.
    ///
    /// Limits are converted from the rule's unit into the series' unit here, so that nothing is converted per reading.
    /// O(rules).
    public func plan(for series: SeriesDescriptor) -> SeriesPlan {
        var plan = SeriesPlan(windows: [], detectors: [], skipped: [])
        for (index, rule) in rules.enumerated() where rule.matches(series) {
            let number = Int32(clamping: index)
            do throws(UnitMismatch) {
                let detector = try rule.makeDetector(for: series, rule: number)
                let window = rule.window.map { plan.windowIndex(ofLength: $0.lengthNanoseconds) } ?? -1
                plan.detectors.append(DetectorBinding(rule: number, window: window, detector: detector))
            } catch {
                plan.skipped.append(SkippedRule(rule: number, reason: error.reason))
            }
        }
        return plan
    }
}

extension SeriesPlan {
    fileprivate mutating func windowIndex(ofLength nanoseconds: Int64) -> Int32 {
        let definition = WindowDefinition(lengthNanoseconds: nanoseconds)
        if let index = windows.firstIndex(of: definition) { return Int32(clamping: index) }
        windows.append(definition)
        return Int32(clamping: windows.count - 1)
    }
}
