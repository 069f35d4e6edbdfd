import BelfryModel
import BelfryWindows

extension StoppedVehicleParameters: JointParameters {
    static let name = "stopped_vehicle"
    static let kind = FindingKind.stoppedVehicle

    var usualWindow: RuleWindow? {
        RuleWindow(.tumbling(lengthNanoseconds: 30 * Nanoseconds.perSecond), aggregate: .mean, minimumCoverage: 0)
    }

    var needs: DetectorNeeds { DetectorNeeds([["occupancy"]]) }

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkPercent(watch.occupancyPercent, "occupancy", 50...100)
        try validator.checkFlow(watch.flowVehiclesPerHour, "flow_below", 1...3_000, "120 1/h")
        try validator.checkDuration(watch.forNanoseconds, "for", from: Nanoseconds.perSecond)
        try validator.checkPercent(watch.clearOccupancyPercent, "clear_below", 1...watch.occupancyPercent)
        try validator.checkDuration(stuckAfterNanoseconds, "stuck_after", from: Nanoseconds.perMinute)
        guard stuckAfterNanoseconds > watch.forNanoseconds else {
            throw validator.fault(
                "stuck_after",
                "whatever stands there is a stuck loop before it is told",
                "give more than for"
            )
        }
    }

    func check(_ window: RuleWindow, _ validator: RuleValidator) throws(RuleFault) {
        try validator.checkInterval(window)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(watch.occupancyPercent)
        digest.combine(watch.flowVehiclesPerHour)
        digest.combine(watch.clearOccupancyPercent)
        digest.combine([watch.forNanoseconds, stuckAfterNanoseconds])
    }

    func group(of series: SeriesDescriptor, in corridors: [Corridor]) -> JointGroup? {
        let measure = StationMeasure(series.key.quantity)
        guard measure != nil, measure != .speed else { return nil }
        let isSite = series.place.kind == .site
        return JointGroup(
            series: RuleGroup.station(
                of: series,
                agency: isSite ? "place" : series.key.agency,
                name: isSite ? series.place.name : series.key.sensor
            )
        )
    }

    func machine(for group: JointGroup, of rule: Rule) -> any JointMachine { StoppedVehicleDetector(self) }

    func sentence(_ text: FindingText) -> String {
        let subject = "\(text.series.key.sensor)\(text.besidePlace)"
        switch text.verdict.phase {
        case .raised:
            return
                "Stopped vehicle on the loop \(subject) since \(text.since): covered \(text.valueWithUnit) of the time, "
                + "nobody counted; \(text.elsewhere)"
        case .cleared:
            if text.verdict.value.isNaN { return "Loop \(subject): tells no occupancy any more" }
            guard text.verdict.value >= watch.clearOccupancyPercent else {
                return "Loop \(subject): free again after \(text.lasted)"
            }
            return "Withdrawn: the loop \(subject) is covered still and taken for stuck, \(text.reason)"
        }
    }
}

extension FindingText {
    /// ` at bridge north`; empty where the sensor is its own place.
    fileprivate var besidePlace: String {
        series.place.name == series.key.sensor ? "" : " at \(series.place.name)"
    }

    fileprivate var elsewhere: String {
        (number(.certainty) ?? 0) > 0.5
            ? "the vehicles of its lane drive elsewhere" : "a stuck loop looks the same, so look before you send"
    }

    fileprivate var reason: String {
        guard let expected = number(.expectedVehicles), expected >= 1 else {
            return "since nothing moved for \(lasted)"
        }
        let diverted = NumberText.text(of: (number(.divertedVehicles) ?? 0).rounded())
        return
            "since some \(NumberText.text(of: expected.rounded())) vehicles would have passed in \(lasted), and its neighbours "
            + "counted \(diverted) more than usual"
    }
}
