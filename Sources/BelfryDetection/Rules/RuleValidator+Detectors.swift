import BelfryModel
import BelfryWindows

// One check a detector: limits are numbers and in order, times are positive and not absurd.

extension RuleValidator {
    func check(_ detector: DetectorDefinition) throws(RuleFault) {
        switch detector {
        case .threshold(let parameters): try check(parameters)
        case .rateOfChange(let parameters): try check(parameters)
        case .silence(let parameters): try check(parameters)
        case .flatLine(let parameters): try check(parameters)
        case .grossRange(let parameters): try check(parameters)
        case .clock(let parameters): try check(parameters)
        case .anomaly: break
        }
    }

    private func check(_ parameters: ThresholdParameters) throws(RuleFault) {
        try checkFinite(parameters.above, "above")
        try checkFinite(parameters.below, "below")
        try checkFinite(parameters.clearBelow, "clear_below")
        try checkFinite(parameters.clearAbove, "clear_above")
        try checkDuration(parameters.forNanoseconds, "for", from: 0)
        if parameters.above == nil, parameters.below == nil {
            throw fault("above", "a threshold needs a limit", "give above, below or both")
        }
        if let above = parameters.above, let below = parameters.below, below > above {
            throw fault(
                "below",
                "\(NumberText.text(of: below)) lies above the upper limit \(NumberText.text(of: above))",
                "the values between below and above are the good ones: swap the two"
            )
        }
        try checkClear(parameters.clearBelow, "clear_below", of: parameters.above, "above")
        try checkClear(parameters.clearAbove, "clear_above", of: parameters.below, "below")
        if let clearBelow = parameters.clearBelow ?? parameters.above,
            let clearAbove = parameters.clearAbove ?? parameters.below, clearAbove > clearBelow
        {
            throw fault(
                "clear_above",
                "it lies above clear_below, so nothing could ever clear",
                "leave room between them"
            )
        }
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

    /// A clear limit belongs to its own limit and lies on the good side of it.
    private func checkClear(_ clear: Double?, _ key: String, of limit: Double?, _ limitKey: String) throws(RuleFault) {
        guard let clear else { return }
        guard let limit else {
            throw fault(key, "there is no \(limitKey) that it could belong to", "add \(limitKey) or remove \(key)")
        }
        let isUpper = limitKey == "above"
        guard isUpper ? clear <= limit : clear >= limit else {
            throw fault(
                key,
                "\(NumberText.text(of: clear)) lies beyond \(limitKey): \(NumberText.text(of: limit))",
                "give a value \(isUpper ? "of at most" : "of at least") \(NumberText.text(of: limit))"
            )
        }
    }

    private func check(_ parameters: RateOfChangeParameters) throws(RuleFault) {
        if parameters.risesBy == nil, parameters.fallsBy == nil {
            throw fault("rises_by", "a rate of change needs a limit", "give rises_by, falls_by or both")
        }
        for (key, amount) in [("rises_by", parameters.risesBy), ("falls_by", parameters.fallsBy)] {
            try checkFinite(amount, key)
            guard let amount, amount < 0 else { continue }
            throw fault(key, "\(NumberText.text(of: amount)) is negative", "give the amount without a sign")
        }
        try checkDuration(parameters.perNanoseconds, "per", from: RuleLimits.shortestWindowNanoseconds)
        let minimum = parameters.effectiveMinimumSpanNanoseconds
        try checkDuration(minimum, "minimum_span", from: RuleLimits.shortestWindowNanoseconds)
        guard parameters.effectiveMaximumSpanNanoseconds / 2 >= minimum else {
            throw fault(
                "maximum_span",
                "it is less than twice the minimum span, so that most readings would have no rate",
                "give at least twice minimum_span"
            )
        }
    }

    private func check(_ parameters: SilenceParameters) throws(RuleFault) {
        if let cadence = parameters.cadenceNanoseconds {
            try checkDuration(cadence, "cadence", from: Nanoseconds.perMillisecond)
        }
        guard (1...Double(RuleLimits.largestCount)).contains(parameters.missedIntervals) else {
            throw fault("missed", "it is not between 1 and \(RuleLimits.largestCount)", "write for example missed: 3")
        }
        try checkDuration(parameters.atLeastNanoseconds, "at_least", from: 0)
    }

    private func check(_ parameters: FlatLineParameters) throws(RuleFault) {
        try checkFinite(parameters.tolerance, "tolerance")
        guard parameters.tolerance >= 0 else {
            throw fault("tolerance", "it is negative", "give the largest difference that still counts as flat")
        }
        try checkDuration(parameters.durationNanoseconds, "duration", from: Nanoseconds.perMillisecond)
        guard (2...RuleLimits.largestCount).contains(parameters.minimumReadings) else {
            throw fault(
                "minimum_readings",
                "\(parameters.minimumReadings) is not between 2 and \(RuleLimits.largestCount)",
                "write for example minimum_readings: 6"
            )
        }
        for value in parameters.ignoredValues ?? [] { try checkFinite(value, "ignore") }
        guard (parameters.ignoredValues?.count ?? 0) <= FlatLineParameters.ignoredValuesMaximum else {
            throw fault(
                "ignore",
                "more than \(FlatLineParameters.ignoredValuesMaximum) values",
                "name the values that the quantity rests at"
            )
        }
    }

    private func check(_ parameters: GrossRangeParameters) throws(RuleFault) {
        try checkFinite(parameters.low, "low")
        try checkFinite(parameters.high, "high")
        if let low = parameters.low, let high = parameters.high, low >= high {
            throw fault("low", "it is not below high", "give the smallest and the largest value that can be")
        }
        try checkCount(parameters.count, "write for example count: 2")
    }

    private func check(_ parameters: ClockParameters) throws(RuleFault) {
        try checkDuration(parameters.aheadNanoseconds, "ahead", from: Nanoseconds.perSecond)
        try checkDuration(parameters.behindNanoseconds, "behind", from: Nanoseconds.perSecond)
        try checkDuration(parameters.forNanoseconds, "for", from: 0)
        try checkCount(parameters.count, "write for example count: 3")
    }

    private func checkCount(_ count: Int, _ remedy: String) throws(RuleFault) {
        guard !(1...RuleLimits.largestCount).contains(count) else { return }
        throw fault("count", "\(count) is not between 1 and \(RuleLimits.largestCount)", remedy)
    }

    private func checkFinite(_ value: Double?, _ key: String) throws(RuleFault) {
        guard let value, !value.isFinite else { return }
        throw fault(key, "it is not a finite number", "give a number")
    }

    private func checkDuration(_ nanoseconds: Int64, _ key: String, from least: Int64) throws(RuleFault) {
        guard nanoseconds < least || nanoseconds > RuleLimits.longestDurationNanoseconds else { return }
        throw fault(
            key,
            "it is not between \(DurationText.text(ofNanoseconds: least)) and 31d",
            "write a duration such as 30s, 5m or 1h"
        )
    }
}
