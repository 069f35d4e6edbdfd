import BelfryModel
import BelfryWindows

extension PossibleFireParameters: JointParameters {
    static let name = "possible_fire"
    static let kind = FindingKind.possibleFire

    var usualWindow: RuleWindow? {
        RuleWindow(.tumbling(lengthNanoseconds: Nanoseconds.perMinute), aggregate: .mean, minimumCoverage: 0)
    }

    /// Two of particles, gas and heat: of each two of them one.
    var needs: DetectorNeeds {
        let (particles, gas, heat) = (["smoke", "pm2_5", "pm10"], ["co"], ["temperature"])
        return DetectorNeeds([particles + gas, particles + heat, gas + heat])
    }

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkDuration(withinNanoseconds, "within", from: Nanoseconds.perSecond)
        try validator.checkDuration(clearAfterNanoseconds, "clear_after", from: 0)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine([withinNanoseconds, clearAfterNanoseconds])
    }

    func group(of series: SeriesDescriptor, in corridors: [Corridor]) -> JointGroup? {
        guard FireDetector.quantities.contains(series.key.quantity.name) else { return nil }
        // At a site the sensors of all agencies together; two agencies may both own a sensor of one name, which is no place.
        let agency = series.place.kind == .sensor ? series.key.agency : "place"
        return JointGroup(
            series: SeriesDescriptor(
                id: RuleGroup.seriesNumber,
                key: SeriesKey(agency: agency, sensor: series.place.name, quantity: Quantity("smoke")),
                unit: Unit("1"),
                domain: .safety,
                zone: series.zone,
                place: series.place,
                location: series.location
            )
        )
    }

    func machine(for group: JointGroup, of rule: Rule) -> any JointMachine { FireDetector(watch) }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.certaintyWord) fire at \(text.series.place.name) since \(text.since): \(text.rises) above usual; verify"
        case .cleared: "\(text.series.place.name): smoke, gas and heat are as usual again after \(text.lasted)"
        }
    }
}

extension FindingText {
    fileprivate var certaintyWord: String {
        (number(.certainty) ?? 0) >= Certainty.likely.share ? Certainty.likely.name : Certainty.possible.name
    }

    /// `CO +12 mg/m³, PM2.5 +240 µg/m³`.
    fileprivate var rises: String {
        let channels: [(VerdictEvidence.Code, String)] = [
            (.smokeRise, "smoke"), (.carbonMonoxideRise, "CO"), (.temperatureRise, "temperature"),
            (.fineParticlesRise, "PM2.5"), (.coarseParticlesRise, "PM10"),
        ]
        let parts = channels.compactMap { code, name -> String? in
            guard let rise = number(code), rise > 0, let unit = code.unit else { return nil }
            return "\(name) +\(unit.text(of: NumberText.text(of: (rise * 10).rounded() / 10)))"
        }
        return parts.joined(separator: ", ")
    }
}
