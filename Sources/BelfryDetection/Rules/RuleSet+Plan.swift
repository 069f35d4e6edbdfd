public import BelfryModel
import BelfryWindows

extension RuleSet {
    /// What to do for a series; called once when it is first seen, and again after a reload.
    ///
    /// Limits are converted from the rule's unit into the series' unit here, so that nothing is converted per reading.
    /// O(rules).
    public func plan(for series: SeriesDescriptor) -> SeriesPlan {
        var plan = SeriesPlan(windows: [], detectors: [], skipped: [])
        // What is being calibrated or repaired is neither silent nor at fault, and says nothing of the city.
        if series.isOutOfService { return plan }
        let isOnCorridor = CorridorStation(of: series, on: corridors) != nil
        for (index, rule) in rules.enumerated() where rule.matches(series) {
            if rule.isOutsideCorridors, isOnCorridor { continue }
            // Nobody expects a sensor beside the road to be looked at with it.
            if rule.isJoint, rule.jointGroup(of: series, in: corridors) == nil { continue }
            let number = Int32(clamping: index)
            do throws(RuleMismatch) {
                if let group = rule.group, group.descriptor(for: series) == nil {
                    throw RuleMismatch(reason: "the sensor has no \(group.label.rawValue); give it one in the fleet")
                }
                let terms = try rule.terms(for: series, rule: number)
                var ruleWindow = try rule.window?.fitted(to: series.unit)
                var agreement = plan.agreement
                if let window = ruleWindow { ruleWindow?.aggregate = try agreement.take(window) }
                let window = try plan.index(of: ruleWindow?.definition)
                // Only now does it watch the series, and may say how.
                plan.agreement = agreement
                plan.detectors.append(
                    DetectorBinding(
                        terms: terms,
                        window: window,
                        aggregate: ruleWindow?.aggregate ?? .last,
                        isMember: rule.isOfGroup,
                        isHeardInDoubt: rule.kind.isAboutSensor || rule.severity == .critical,
                        doubtsReadings: rule.doubtsReadings,
                        isScheduled: rule.schedule != nil
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
    ///
    /// - Returns: -1 for no window.
    /// - Throws: why the window does not go with those of other rules.
    fileprivate mutating func index(of definition: WindowDefinition?) throws(RuleMismatch) -> Int32 {
        guard let definition else { return -1 }
        guard let index = windows.firstIndex(where: { $0.isShared(with: definition) }) else {
            guard windows.count < WindowLayout.mostWindows else {
                throw RuleMismatch(
                    reason: "\(windows.count) other windows are kept for the series; let rules share windows"
                )
            }
            guard WindowLayout.sharePanes(windows + [definition]) else {
                throw RuleMismatch(
                    reason: "its window and those of other rules share no pane that is long enough; "
                        + "choose lengths that are multiples of one another"
                )
            }
            windows.append(definition)
            return Int32(clamping: windows.count - 1)
        }
        windows[index].components.formUnion(definition.components)
        windows[index].latenessNanoseconds = max(
            windows[index].latenessNanoseconds,
            definition.latenessNanoseconds
        )
        return Int32(clamping: index)
    }
}

extension WindowDefinition {
    /// Whether one window serves both; one whose readings have to be put in order first is told later.
    fileprivate func isShared(with other: WindowDefinition) -> Bool {
        shape == other.shape && isOrdered == other.isOrdered
    }
}
