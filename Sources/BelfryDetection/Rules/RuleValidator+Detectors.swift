import BelfryModel
import BelfryWindows

// One check a detector: limits are numbers and in order, times are positive and not absurd.

extension RuleValidator {
    func check(_ detector: DetectorDefinition) throws(RuleFault) {
        try detector.parameters.check(self)
    }

    /// Whatever hears it: of the dispatches to a city's detected shots 87 % found none (New York City Comptroller, 2024).
    func check(_ severity: Severity, of kind: FindingKind) throws(RuleFault) {
        guard kind == .acousticEvent, severity > .minor else { return }
        throw fault("severity", "an acoustic event never dispatches by itself", "write severity: minor or warning")
    }

    /// A share is 0 to 1: a limit of 75 would alarm for ever, or never.
    func checkShares(of detector: DetectorDefinition, read aggregate: WindowAggregate?, _ unit: Unit) throws(RuleFault)
    {
        guard case .threshold(let parameters) = detector else { return }
        switch aggregate {
        case .share, .dataCapture: break
        default: return
        }
        let whole = unit.isKnown ? Unit("1").convert(1, to: unit) ?? 1 : 1
        for (key, limit) in [("above", parameters.above), ("below", parameters.below)] {
            guard let limit, !(0...whole).contains(limit) else { continue }
            throw fault(
                key,
                "\(NumberText.text(of: limit)) is no share of a whole, which is \(NumberText.text(of: whole))",
                "write for example 0.75, or 75 %"
            )
        }
    }

    func checkCount(_ count: Int, _ remedy: String) throws(RuleFault) {
        guard !(1...RuleLimits.largestCount).contains(count) else { return }
        throw fault("count", "\(count) is not between 1 and \(RuleLimits.largestCount)", remedy)
    }

    func checkTimes(_ times: Double) throws(RuleFault) {
        guard !(1.0.nextUp...1_000).contains(times) else { return }
        throw fault("times", "it is not above 1, or above 1000", "write for example times: 3")
    }

    /// What noise and its counterpart have in common.
    func checkVariation(
        _ limit: Double?,
        _ key: String,
        _ times: Double,
        _ overNanoseconds: Int64,
        _ minimumReadings: Int,
        _ count: Int
    ) throws(RuleFault) {
        try checkFinite(limit, key)
        if let limit, limit <= 0 {
            throw fault(key, "it is not above 0", "give how far values may lie from the mean of their neighbours")
        }
        try checkTimes(times)
        try checkDuration(overNanoseconds, "over", from: Nanoseconds.perSecond)
        guard (3...RuleLimits.largestCount).contains(minimumReadings) else {
            throw fault(
                "minimum_readings",
                "\(minimumReadings) is not between 3 and \(RuleLimits.largestCount)",
                "write for example minimum_readings: 12"
            )
        }
        guard (1...100).contains(count) else {
            throw fault("count", "\(count) is not between 1 and 100", "write for example count: 2")
        }
    }

    func checkFinite(_ value: Double?, _ key: String) throws(RuleFault) {
        guard let value, !value.isFinite else { return }
        throw fault(key, "it is not a finite number", "give a number")
    }

    func checkDuration(_ nanoseconds: Int64, _ key: String, from least: Int64) throws(RuleFault) {
        guard nanoseconds < least || nanoseconds > RuleLimits.longestDurationNanoseconds else { return }
        throw fault(
            key,
            "it is not between \(DurationText.text(ofNanoseconds: least)) and 31d",
            "write a duration such as 30s, 5m or 1h"
        )
    }
}
