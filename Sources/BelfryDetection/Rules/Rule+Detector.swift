public import BelfryModel
import BelfryWindows

// A rule becomes the terms of a detector by expressing its limits in the series' unit.

extension Rule {
    /// The unit of what the detector looks at: that of the readings, or what a window makes of it.
    public func valueUnit(of series: SeriesDescriptor) -> Unit {
        if group?.combination == .count { return Unit("1") }
        return window?.aggregate.unit(ofReadings: series.unit) ?? series.unit
    }

    /// Whether that is a difference of readings.
    var looksAtDifferences: Bool { window?.aggregate.isDifference == true || group?.combination == .spread }

    /// Carries its limits into the unit of what it looks at.
    func limits(for series: SeriesDescriptor) -> LimitConversion {
        LimitConversion(from: unit, to: valueUnit(of: series), of: series.key.quantity)
    }

    func terms(for series: SeriesDescriptor, rule: Int32) throws(RuleMismatch) -> DetectorTerms {
        try terms(for: series, rule: rule, window: window)
    }

    /// - Parameter window: what says when its windows have too little; nil: somebody else has seen to it.
    func terms(
        for series: SeriesDescriptor,
        rule: Int32,
        window: RuleWindow?
    ) throws(RuleMismatch) -> DetectorTerms {
        DetectorTerms(try detector.parameters.terms(of: self, for: series), rule: rule, window: window)
    }
}
