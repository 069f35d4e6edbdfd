import BelfryModel
import BelfryWindows

// A rule becomes the terms of a detector by expressing its limits in the series' unit.

extension Rule {
    /// The unit of what the detector looks at: that of the readings, or what a window makes of it.
    func valueUnit(of series: SeriesDescriptor) -> Unit {
        if group?.combination == .count { return Unit("1") }
        return window?.aggregate.unit(ofReadings: series.unit) ?? series.unit
    }

    /// Whether that is a difference of readings.
    private var looksAtDifferences: Bool { window?.aggregate.isDifference == true || group?.combination == .spread }

    func terms(for series: SeriesDescriptor, rule: Int32) throws(RuleMismatch) -> DetectorTerms {
        try terms(for: series, rule: rule, window: window)
    }

    /// - Parameter window: what says when its windows have too little; nil: somebody else has seen to it.
    func terms(
        for series: SeriesDescriptor,
        rule: Int32,
        window: RuleWindow?
    ) throws(RuleMismatch) -> DetectorTerms {
        let limits = LimitConversion(from: unit, to: valueUnit(of: series))
        switch detector {
        case .threshold(var parameters):
            let isDifference = looksAtDifferences
            parameters.above = try limits.limit(parameters.above, isDifference: isDifference)
            parameters.below = try limits.limit(parameters.below, isDifference: isDifference)
            parameters.clearBelow = try limits.limit(parameters.clearBelow, isDifference: isDifference)
            parameters.clearAbove = try limits.limit(parameters.clearAbove, isDifference: isDifference)
            let terms = ThresholdDetector.Terms(parameters, isWindowFed: self.window != nil)
            return DetectorTerms(.threshold(terms), rule: rule, window: window)
        case .rateOfChange(var parameters):
            parameters.risesBy = try limits.difference(parameters.risesBy)
            parameters.fallsBy = try limits.difference(parameters.fallsBy)
            return DetectorTerms(.rateOfChange(RateOfChangeDetector.Terms(parameters)), rule: rule, window: window)
        case .silence(let parameters):
            let terms = SilenceDetector.Terms(parameters, fleetCadenceNanoseconds: series.cadenceNanoseconds)
            return DetectorTerms(.silence(terms), rule: rule)
        case .flatLine(let parameters):
            return DetectorTerms(.flatLine(try flatLine(parameters, for: series, limits)), rule: rule)
        case .grossRange(let parameters):
            return DetectorTerms(.grossRange(try grossRange(parameters, for: series, limits)), rule: rule)
        case .clock(let parameters):
            return DetectorTerms(.clock(ClockDetector.Terms(parameters)), rule: rule)
        case .anomaly: return DetectorTerms(.anomaly, rule: rule)
        }
    }

    private func flatLine(
        _ parameters: FlatLineParameters,
        for series: SeriesDescriptor,
        _ limits: LimitConversion
    ) throws(RuleMismatch) -> FlatLineDetector.Terms {
        var ignored: [Double] = []
        if let values = parameters.ignoredValues {
            for value in values { ignored.append(try limits.level(value)) }
        } else {
            let quantity = series.key.quantity
            let canonical = LimitConversion(from: quantity.definition?.unit ?? .unknown, to: series.unit)
            // A resting value that cannot be converted is no reason to leave the sensor unguarded: 0 stays 0.
            for value in FlatLineParameters.restingValues(of: quantity) {
                ignored.append((try? canonical.level(value)) ?? value)
            }
        }
        return FlatLineDetector.Terms(
            tolerance: try limits.difference(parameters.tolerance),
            durationNanoseconds: parameters.durationNanoseconds,
            minimumReadings: parameters.minimumReadings,
            ignored: ignored
        )
    }

    private func grossRange(
        _ parameters: GrossRangeParameters,
        for series: SeriesDescriptor,
        _ limits: LimitConversion
    ) throws(RuleMismatch) -> GrossRangeDetector.Terms {
        if parameters.low != nil || parameters.high != nil {
            return GrossRangeDetector.Terms(
                low: try limits.level(parameters.low) ?? -.infinity,
                high: try limits.level(parameters.high) ?? .infinity,
                count: parameters.count
            )
        }
        guard let definition = series.key.quantity.definition else {
            throw RuleMismatch(
                reason: "\(series.key.quantity.name) has no plausible range in the taxonomy; give low and high"
            )
        }
        let plausible = LimitConversion(from: definition.unit, to: series.unit)
        return GrossRangeDetector.Terms(
            low: try plausible.level(definition.plausible.lowerBound),
            high: try plausible.level(definition.plausible.upperBound),
            count: parameters.count
        )
    }
}
