import BelfryModel

extension AirIndexParameters: DetectorParameters {
    static let name = "air_index"
    static let kind = FindingKind.airInformation
    static let acceptsWindow = true

    var usualWindow: RuleWindow? { StandardTime(offsetSeconds: standardOffsetSeconds).hours }

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkStandardTime(standardOffsetSeconds)
        guard index.range.contains(atLeast) else {
            throw validator.fault(
                "at_least",
                "\(atLeast) is no \(index.name)",
                "give a number from \(index.range.lowerBound) to \(index.range.upperBound), or a category"
            )
        }
    }

    func check(_ window: RuleWindow, _ validator: RuleValidator) throws(RuleFault) {
        try validator.checkHours(window, standardOffsetSeconds)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(index.rawValue)
        digest.combine(atLeast)
        digest.combine(standardOffsetSeconds)
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        try rule.checkConcentration()
        return KindTerms(.airIndex, try terms(for: series))
    }

    /// The index's terms, or why there is none for this series.
    func terms(for series: SeriesDescriptor) throws(RuleMismatch) -> AirIndexDetector.Terms {
        guard let pollutant = AirPollutant(series.key.quantity),
            let unit = AirIndexReading.unit(of: index, pollutant)
        else {
            throw RuleMismatch(
                reason: "the \(index.name) has no hour of \(series.key.quantity.name); match quantities such as pm2_5"
            )
        }
        let basis = try AirBasis(pollutant, of: series, in: unit, celsius: index.gasReferenceCelsius)
        return AirIndexDetector.Terms(
            index: index,
            atLeast: Int32(clamping: atLeast),
            pollutant: pollutant,
            time: StandardTime(offsetSeconds: standardOffsetSeconds),
            factor: basis.factor
        )
    }

    func sentence(_ text: FindingText) -> String {
        // A series that has a finding has terms.
        guard let terms = try? terms(for: text.series) else { return text.subject }
        return AirIndexText(text: text, terms: terms).sentence
    }
}
