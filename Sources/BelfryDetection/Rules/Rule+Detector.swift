import BelfryModel
import BelfryWindows

// A rule becomes a detector by expressing its limits in the series' unit.

extension Rule {
    /// The unit of what the detector looks at: that of the readings, or what a window makes of it.
    func valueUnit(of series: SeriesDescriptor) -> Unit {
        if group?.combination == .count { return Unit("1") }
        return window?.aggregate.unit(ofReadings: series.unit) ?? series.unit
    }

    /// Whether that is a difference of readings.
    private var looksAtDifferences: Bool { window?.aggregate.isDifference == true || group?.combination == .spread }

    func makeDetector(for series: SeriesDescriptor, rule: Int32) throws(RuleMismatch) -> Detector {
        try makeDetector(for: series, rule: rule, window: window)
    }

    /// - Parameter window: what says when its windows have too little; nil: somebody else has seen to it.
    func makeDetector(
        for series: SeriesDescriptor,
        rule: Int32,
        window: RuleWindow?
    ) throws(RuleMismatch) -> Detector {
        let limits = LimitConversion(from: unit, to: valueUnit(of: series))
        switch detector {
        case .threshold(var parameters):
            let isDifference = looksAtDifferences
            parameters.above = try limits.limit(parameters.above, isDifference: isDifference)
            parameters.below = try limits.limit(parameters.below, isDifference: isDifference)
            parameters.clearBelow = try limits.limit(parameters.clearBelow, isDifference: isDifference)
            parameters.clearAbove = try limits.limit(parameters.clearAbove, isDifference: isDifference)
            let detector = ThresholdDetector(parameters, isWindowFed: self.window != nil)
            return Detector(DetectorState(detector), series: series.id, rule: rule, window: window)
        case .rateOfChange(var parameters):
            parameters.risesBy = try limits.difference(parameters.risesBy)
            parameters.fallsBy = try limits.difference(parameters.fallsBy)
            let detector = RateOfChangeDetector(parameters)
            return Detector(DetectorState(detector), series: series.id, rule: rule, window: window)
        case .silence(let parameters):
            let detector = SilenceDetector(parameters, fleetCadenceNanoseconds: series.cadenceNanoseconds)
            return Detector(DetectorState(detector), series: series.id, rule: rule)
        case .flatLine(let parameters):
            let detector = try flatLine(parameters, for: series, limits)
            return Detector(DetectorState(detector), series: series.id, rule: rule)
        case .grossRange(let parameters):
            let detector = try grossRange(parameters, for: series, limits)
            return Detector(DetectorState(detector), series: series.id, rule: rule)
        case .clock(let parameters):
            return Detector(DetectorState(ClockDetector(parameters)), series: series.id, rule: rule)
        }
    }

    private func flatLine(
        _ parameters: FlatLineParameters,
        for series: SeriesDescriptor,
        _ limits: LimitConversion
    ) throws(RuleMismatch) -> FlatLineDetector {
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
        return FlatLineDetector(
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
    ) throws(RuleMismatch) -> GrossRangeDetector {
        if parameters.low != nil || parameters.high != nil {
            return GrossRangeDetector(
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
        return GrossRangeDetector(
            low: try plausible.level(definition.plausible.lowerBound),
            high: try plausible.level(definition.plausible.upperBound),
            count: parameters.count
        )
    }
}
