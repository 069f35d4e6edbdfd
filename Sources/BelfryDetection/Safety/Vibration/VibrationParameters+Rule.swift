import BelfryModel

extension VibrationParameters: DetectorParameters {
    static let name = "vibration"
    static let kind = FindingKind.vibration
    static let acceptsWindow = true

    func check(_ validator: RuleValidator) throws(RuleFault) {
        guard let hertz = frequencyHertz, !(hertz > 0 && hertz <= 1_000) else { return }
        throw validator.fault("frequency", "it is not between 0 and 1000 Hz", "write for example frequency: 10 Hz")
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(building.rawValue)
        digest.combine(frequencyHertz)
    }

    /// A threshold like any other, at a value that comes from a table.
    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        let table = LimitConversion(from: Unit("mm/s"), to: rule.valueUnit(of: series), of: series.key.quantity)
        let guide = guideMillimetresPerSecond
        let threshold = ThresholdParameters(
            above: try table.level(guide),
            clearBelow: try table.level(guide * Self.clearRatio)
        )
        return KindTerms(.threshold, ThresholdDetector.Terms(threshold, isWindowFed: rule.window != nil))
    }

    func sentence(_ text: FindingText) -> String {
        let guide = "DIN 4150-3, \(building.rawValue), \(band)"
        return switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.valueWithUnit)\(text.aggregate), above \(text.thresholdWithUnit) (\(guide)), since \(text.since)"
        case .cleared:
            "\(text.subject): back to \(text.valueWithUnit)\(text.aggregate) after \(text.lasted) (\(guide))"
        }
    }

    private var band: String {
        guard let hertz = frequencyHertz else { return "frequency unknown: strictest band" }
        return "\(NumberText.text(of: hertz)) Hz"
    }
}
