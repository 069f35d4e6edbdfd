import BelfryModel

extension WrongWayParameters: DetectorParameters {
    static let name = "wrong_way"
    static let kind = FindingKind.wrongWay

    func check(_ validator: RuleValidator) throws(RuleFault) {
        guard (0...250).contains(watch.against) else {
            throw validator.fault("against", "it is not between 0 and 250 km/h", "give the amount: against: 10 km/h")
        }
        guard (1...100).contains(watch.detections) else {
            throw validator.fault("detections", "it is not between 1 and 100", "write for example detections: 2")
        }
        try validator.checkDuration(watch.withinNanoseconds, "within", from: Nanoseconds.perSecond)
        try validator.checkDuration(watch.clearNanoseconds, "clear_after", from: Nanoseconds.perSecond)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(watch.against)
        digest.combine([Int64(watch.detections), watch.withinNanoseconds, watch.clearNanoseconds])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        var terms = watch
        terms.against = try LimitConversion(from: Unit("km/h"), to: series.unit, of: series.key.quantity).level(
            watch.against
        )
        return KindTerms(.wrongWay, terms)
    }

    func sentence(_ text: FindingText) -> String {
        let place = text.series.place.name
        return switch text.verdict.phase {
        case .raised:
            "Wrong-way driver at \(place) since \(text.since): \(text.unit(text.magnitude)) against the driving direction, "
                + "\(text.detections)"
        case .cleared: "Wrong-way driver at \(place): none any more after \(text.lasted), \(text.detections)"
        }
    }
}

extension FindingText {
    /// `detected twice`.
    fileprivate var detections: String {
        switch number(.detections) ?? 1 {
        case 1: "detected once"
        case 2: "detected twice"
        case let count: "detected \(NumberText.text(of: count)) times"
        }
    }
}
