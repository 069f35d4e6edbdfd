import BelfryModel
import BelfryWindows

extension AirStandardParameters: DetectorParameters {
    static let name = "air_standard"
    static let kind = FindingKind.airLimit
    static let acceptsWindow = true

    var findingKind: FindingKind { level.findingKind }
    var usualWindow: RuleWindow? { StandardTime(offsetSeconds: standardOffsetSeconds).hours }

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkStandardTime(standardOffsetSeconds)
        let standards = standard.laws.flatMap(\.standards).filter { level.holds($0.kind) }
        guard !standards.isEmpty else {
            throw validator.fault(
                "level",
                "\(standard.name) has no \(level.rawValue) thresholds",
                "use level: limit, or detector: air_index for what the public is told"
            )
        }
        guard let averaging else { return }
        guard standards.contains(where: { averaging.matches($0.averaging) }) else {
            throw validator.fault(
                "averaging",
                "\(standard.name) has no \(level.rawValue) of this mean",
                "leave it away to mean the shortest that there is"
            )
        }
    }

    func check(_ window: RuleWindow, _ validator: RuleValidator) throws(RuleFault) {
        try validator.checkHours(window, standardOffsetSeconds)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(standard.rawValue)
        digest.combine(level.rawValue)
        digest.combine(averaging?.rawValue ?? "")
        digest.combine(standardOffsetSeconds)
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        try rule.checkConcentration()
        return KindTerms(.airStandard, try terms(for: series))
    }

    /// The criterion's terms, or why there is none for this series.
    func terms(for series: SeriesDescriptor) throws(RuleMismatch) -> AirStandardDetector.Terms {
        guard let pollutant = AirPollutant(series.key.quantity) else {
            throw RuleMismatch(
                reason: "air laws say nothing of \(series.key.quantity.name); match quantities such as no2 or pm10"
            )
        }
        let means = standard.laws.flatMap(\.standards)
            .filter { $0.pollutant == pollutant && level.holds($0.kind) && $0.averaging.stepNanoseconds > 0 }
            .filter { averaging?.matches($0.averaging) ?? true }
        guard let shortest = means.min(by: { $0.averaging.rawValue < $1.averaging.rawValue }) else {
            throw RuleMismatch(
                reason: "\(standard.name) has no such \(level.rawValue) for \(pollutant.name); "
                    + "match other quantities or change averaging"
            )
        }
        let basis = try AirBasis(pollutant, of: series, in: shortest.unit, celsius: standard.gasReferenceCelsius)
        return AirStandardDetector.Terms(
            regime: standard,
            level: level,
            pollutant: pollutant,
            averaging: shortest.averaging,
            time: StandardTime(offsetSeconds: standardOffsetSeconds),
            factor: basis.factor
        )
    }

    func sentence(_ text: FindingText) -> String {
        // A series that has a finding has terms.
        guard let terms = try? terms(for: text.series) else { return text.subject }
        return AirStandardText(text: text, terms: terms).sentence
    }
}

extension AirStandardParameters.Averaging {
    func matches(_ averaging: AirAveraging) -> Bool {
        switch self {
        case .hour: averaging == .hour
        case .eightHours: averaging == .greatestEightHoursOfDay
        case .day: averaging == .day
        }
    }
}

extension Rule {
    /// A law says nothing of how many sensors there are, or how far apart.
    func checkConcentration() throws(RuleMismatch) {
        guard looksAtDifferences || group?.combination == .count || group?.combination == .sum else { return }
        throw RuleMismatch(reason: "air laws and indices judge concentrations; combine by mean, min or max")
    }
}

extension RuleValidator {
    /// Zones are at most fourteen hours away and by quarters of an hour.
    func checkStandardTime(_ offsetSeconds: Int) throws(RuleFault) {
        guard offsetSeconds % 900 != 0 || offsetSeconds.magnitude > 50_400 else { return }
        throw fault(
            "time_zone",
            "its standard time is \(offsetSeconds) s from UTC, and hours cannot be cut so",
            "give a zone that is a multiple of a quarter of an hour from UTC, at most 14h"
        )
    }

    /// What air laws and indices look at are the means of local standard time's hours.
    func checkHours(_ window: RuleWindow, _ offsetSeconds: Int) throws(RuleFault) {
        guard StandardTime(offsetSeconds: offsetSeconds).isHours(window), window.aggregate == .mean else {
            throw fault(
                "window",
                "air means are made of the hours of local standard time",
                "remove the window, or write tumbling: 1h with aggregate: mean"
            )
        }
    }
}
