import BelfryModel
import BelfryWindows

extension OccupancyWithoutFlowParameters: JointParameters {
    static let name = "occupancy_without_flow"
    static let kind = FindingKind.sensorFault

    /// What was counted in one window may cover the loop in the next: so short ones are not compared.
    var usualWindow: RuleWindow? {
        RuleWindow(.tumbling(lengthNanoseconds: 5 * Nanoseconds.perMinute), aggregate: .mean, minimumCoverage: 0)
    }

    var needs: DetectorNeeds { DetectorNeeds([["occupancy"], ["flow", "vehicle_count"]]) }

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkPercent(leastPercent, "occupancy_above", 0...100)
        try validator.checkDuration(forNanoseconds, "for", from: Nanoseconds.perMinute)
    }

    func check(_ window: RuleWindow, _ validator: RuleValidator) throws(RuleFault) {
        try validator.checkInterval(window)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(leastPercent)
        digest.combine([forNanoseconds])
    }

    func group(of series: SeriesDescriptor, in corridors: [Corridor]) -> JointGroup? {
        let measure = StationMeasure(series.key.quantity)
        guard measure != nil, measure != .speed else { return nil }
        let (agency, name) = (series.key.agency, series.key.sensor)
        return JointGroup(series: RuleGroup.station(of: series, agency: agency, name: name))
    }

    func machine(for group: JointGroup, of rule: Rule) -> any JointMachine {
        OccupancyWithoutFlowDetector(self, windowNanoseconds: rule.window?.lengthNanoseconds ?? 0)
    }

    func sentence(_ text: FindingText) -> String {
        let isOccupancy = StationMeasure(text.series.key.quantity) == .occupancy
        return switch text.verdict.phase {
        case .raised where isOccupancy:
            "\(text.subject): covered \(text.valueWithUnit) of the time and not one vehicle since \(text.since); a detector that "
                + "contradicts itself, or a vehicle that stands on it"
        case .raised:
            "\(text.subject): counts vehicles, \(text.valueWithUnit), that cover nothing since \(text.since); "
                + "a detector that contradicts itself"
        case .cleared: "\(text.subject): flow and occupancy agree again after \(text.lasted)"
        }
    }
}
