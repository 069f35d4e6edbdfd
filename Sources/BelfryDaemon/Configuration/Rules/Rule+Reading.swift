// One entry of `rules:` as a validated rule. What a value means is checked by the rule itself; here its faults get the
// place of the key that they speak of.

import BelfryDetection
import BelfryIngest
import BelfryModel
import BelfryWindows

extension Rule {
    init?(reading keys: MappingReader, calendars: Configuration.Calendars) {
        let faultsBefore = keys.faults.count
        let limits = LimitReader(keys: keys)
        let name = keys.required("name", as: .text)
        let matchers = Self.matchers(in: keys)
        let detector = DetectorDefinition(reading: keys, limits: limits, usualZone: calendars.zone)
        let window = keys.mapping("window") { RuleWindow(reading: $0, usualZone: calendars.zone) }
        let group = keys.mapping("group") { RuleGroup(reading: $0) }
        let severity = keys.required("severity", as: .severity)
        let kind = keys.scalar("kind", as: .findingKind)
        let text = keys.scalar("text", as: .text) ?? ""
        let runbook = keys.scalar("runbook", as: .text) ?? ""
        let owner = keys.scalar("owner", as: .text) ?? ""
        let revision = keys.scalar("revision", as: .text) ?? ""
        let schedule = keys.mapping("when") { RuleSchedule(reading: $0, calendars: calendars) }
        let isOutsideCorridors = keys.scalar("outside_corridors", as: .flag) ?? false
        let isOfReadings = window.map { $0.aggregate.unit(ofReadings: Unit("m")) == Unit("m") } ?? true
        if isOfReadings { limits.checkUnit(against: matchers) }
        // A rule of which something could not be read is another rule; what it would lack says nothing to its author.
        guard let name, let detector, let severity, keys.faults.count == faultsBefore else { return nil }
        do {
            try self.init(
                name: name,
                matchers: matchers,
                detector: detector,
                window: window,
                group: group,
                unit: limits.unit,
                severity: severity,
                kind: kind,
                text: text,
                runbook: runbook,
                owner: owner,
                revision: revision,
                schedule: schedule,
                isOutsideCorridors: isOutsideCorridors
            )
        } catch {
            keys.report(error)
            return nil
        }
    }

    /// The conditions under `match`, in the order of the file.
    private static func matchers(in keys: MappingReader) -> [LabelMatcher] {
        let matchers = keys.mapping("match") { match in
            match.allEntries().compactMap { entry in matcher(of: entry, in: match) }
        }
        return matchers ?? []
    }

    private static func matcher(of entry: YAMLEntry, in match: MappingReader) -> LabelMatcher? {
        guard let value = match.scalar(entry.value, named: "\"\(entry.key)\"", as: .text) else { return nil }
        do {
            let matcher = try LabelMatcher(label: entry.key, value: value)
            checkQuantities(of: matcher, at: entry.value.place, faults: match.faults)
            return matcher
        } catch LabelMatcher.Fault.unknownLabel(let label) {
            let labels = LabelMatcher.Label.allCases.map(\.rawValue)
            match.faults.report(
                entry.keyPlace,
                "unknown key \"\(label)\" in match",
                remedy: Suggestion.remedy(for: label, among: labels)
            )
        } catch {
            match.faults.report(entry.value.place, "\(error)", remedy: "write for example =~ \"north.*\"")
        }
        return nil
    }

    /// Reports a quantity under a name that sources may use and series never have: such a rule would match nothing.
    private static func checkQuantities(of matcher: LabelMatcher, at place: SourcePlace, faults: FaultCollector) {
        guard matcher.label == .quantity, !matcher.isExpression else { return }
        for name in matcher.pattern.split(separator: "|").map(String.init) {
            let kept = Subscription.quantityName(ofSpelling: name)
            guard kept != name, !kept.isEmpty else { continue }
            faults.report(place, "\"\(name)\" is called \(kept) here", remedy: "write \(kept)")
        }
    }
}

extension MappingReader {
    /// Reports a rule's fault at the key that it names.
    fileprivate func report(_ fault: RuleFault) {
        report(fault.key, "\"\(fault.key)\" of rule \"\(fault.rule)\": \(fault.problem)", remedy: fault.remedy)
    }
}

extension ScalarForm where Value == Severity {
    static var severity: ScalarForm {
        let names = Severity.allCases.map(\.name)
        return ScalarForm("one of \(names.joined(separator: ", "))", candidates: names) { Severity(name: $0) }
    }
}

extension ScalarForm where Value == FindingKind {
    static var findingKind: ScalarForm {
        ScalarForm("a kind of finding such as air_limit", candidates: FindingKind.allCases.map(\.rawValue)) {
            FindingKind(rawValue: $0)
        }
    }
}

extension ScalarForm where Value == WindowAggregate {
    static var aggregate: ScalarForm {
        let names = WindowAggregate.names
        return ScalarForm(
            "one of \(names.joined(separator: ", ")), or another percentage such as p99.9",
            candidates: names
        ) { WindowAggregate(name: $0) }
    }
}
