import BelfryModel
import BelfryWindows

extension DisagreementParameters: JointParameters {
    static let name = "disagreement"
    static let kind = FindingKind.sensorDisagrees

    var usualWindow: RuleWindow? {
        RuleWindow(lengthNanoseconds: Nanoseconds.perHour, aggregate: .mean)
    }

    func check(_ validator: RuleValidator) throws(RuleFault) {
        guard (4...2_000).contains(minimumMembers) else {
            throw validator.fault(
                "minimum_members",
                "\(minimumMembers) is not between 4 and 2000",
                "of fewer sensors nobody knows which one is wrong: write for example minimum_members: 4"
            )
        }
        guard (1...RuleLimits.largestCount).contains(windows) else {
            throw validator.fault(
                "windows",
                "\(windows) is not between 1 and \(RuleLimits.largestCount)",
                "write for example windows: 3"
            )
        }
        try validator.checkFinite(tolerance, "tolerance")
        guard tolerance >= 0 else {
            throw validator.fault("tolerance", "it is negative", "give the largest difference that is none")
        }
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine([Int64(minimumMembers), Int64(windows)])
        digest.combine(tolerance)
    }

    func group(of series: SeriesDescriptor, in corridors: [Corridor]) -> JointGroup? {
        RuleGroup(by: .zone).descriptor(for: series).map { JointGroup(series: $0) }
    }

    func machine(for group: JointGroup, of rule: Rule) -> any JointMachine {
        let limits = LimitConversion(from: rule.unit, to: group.series.unit)
        var terms = self
        // A tolerance that cannot be said in the group's unit is none.
        terms.tolerance = (try? limits.difference(tolerance)) ?? 0
        return Disagreement(terms)
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.valueWithUnit) while its fellows\(text.fellows) since \(text.since); "
                + "broken, moved, or beside something of its own"
        case .cleared: "\(text.subject): agrees with its fellows again after \(text.lasted), \(text.valueWithUnit)"
        }
    }
}

extension FindingText {
    /// ` in north suggest 12.4 °C`.
    fileprivate var fellows: String {
        let zone = series.zone.isEmpty ? "" : " in \(series.zone)"
        guard let number = number(.expectedValue), number.isFinite else { return zone + " differ" }
        return "\(zone) suggest \(unit(NumberText.text(of: number, besides: verdict.value)))"
    }
}
