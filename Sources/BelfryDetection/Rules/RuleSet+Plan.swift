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
                let window = rule.window.map { plan.index(of: $0.definition) } ?? -1
                plan.detectors.append(
                    DetectorBinding(
                        rule: number,
                        window: window,
                        aggregate: rule.window?.aggregate ?? .last,
                        detector: detector
                    )
                )
            } catch {
                plan.skipped.append(SkippedRule(rule: number, reason: error.reason))
            }
        }
        return plan
    }
}

extension SeriesPlan {
    /// The place of a window among those of the plan; one of the same shape is shared.
    fileprivate mutating func index(of definition: WindowDefinition) -> Int32 {
        guard let index = windows.firstIndex(where: { $0.shape == definition.shape }) else {
            windows.append(definition)
            return Int32(clamping: windows.count - 1)
        }
        windows[index].components.formUnion(definition.components)
        if let lateness = definition.latenessNanoseconds {
            windows[index].latenessNanoseconds = max(lateness, windows[index].latenessNanoseconds ?? lateness)
        }
        return Int32(clamping: index)
    }
}
