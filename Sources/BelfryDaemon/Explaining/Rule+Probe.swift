import BelfryDetection
import BelfryModel
import BelfryWindows

// A rule with one of its conditions taken away.

extension Rule {
    /// How long its condition has to hold; nil where it has no such thing.
    var holdNanoseconds: Int64? {
        switch detector {
        case .threshold(let parameters): parameters.forNanoseconds
        case .clock(let parameters): parameters.forNanoseconds
        case .crowd(let parameters): parameters.forNanoseconds
        default: nil
        }
    }

    /// The upper or the lower limit, in the unit of what the detector looks at.
    func limit(isUpper: Bool, of series: SeriesDescriptor, at instant: Timestamp) -> (name: String, value: Double)? {
        if let given = givenLimit(of: series, at: instant) { return isUpper == given.isUpper ? given.limit : nil }
        let (name, value): (String, Double?) =
            switch detector {
            case .threshold(let parameters):
                isUpper ? ("above", parameters.above) : ("below", parameters.below)
            case .rateOfChange(let parameters):
                isUpper ? ("rises_by", parameters.risesBy) : ("falls_by", parameters.fallsBy)
            case .grossRange(let parameters):
                isUpper ? ("high", parameters.high) : ("low", parameters.low)
            case .flood(let parameters): ("above", isUpper ? parameters.above : nil)
            case .crowd(let parameters): ("above", isUpper ? parameters.above : nil)
            default: ("", nil)
            }
        guard let value else { return nil }
        let target = valueUnit(of: series)
        guard unit.isKnown, unit != target, let converted = unit.convert(value, to: target) else {
            return (name, value)
        }
        let isDifference = if case .rateOfChange = detector { true } else { false }
        return (name, isDifference ? converted - (unit.convert(0, to: target) ?? 0) : converted)
    }

    /// A limit that is not written in the rule's unit: it comes from a law, a standard or a convention.
    private func givenLimit(
        of series: SeriesDescriptor,
        at instant: Timestamp
    ) -> (isUpper: Bool, limit: (name: String, value: Double))? {
        switch detector {
        case .wrongWay(let parameters):
            let against = -parameters.watch.against
            return (false, ("against", Unit("km/h").convert(against, to: valueUnit(of: series)) ?? against))
        case .carbonMonoxideDose:
            return CarbonMonoxideDoseParameters.leastValue(in: series.unit).map {
                (true, ("a dose that grows from", $0))
            }
        case .airStandard: return airCriterion(of: series, at: instant).map { (true, ("above", $0.value)) }
        default: return nil
        }
    }

    /// The rule without `for`, or without what its windows have to hold.
    func probe(isWithoutHolding: Bool = false, isWithoutMinimum: Bool = false) -> Rule? {
        var changed = detector
        var window = window
        if isWithoutHolding {
            switch detector {
            case .threshold(var parameters):
                parameters.forNanoseconds = 0
                changed = .threshold(parameters)
            case .clock(var parameters):
                parameters.forNanoseconds = 0
                changed = .clock(parameters)
            case .crowd(var parameters):
                parameters.forNanoseconds = 0
                changed = .crowd(parameters)
            default: break
            }
        }
        if isWithoutMinimum {
            window?.minimumCount = 0
            window?.minimumCoverage = 0
        }
        return with(changed, window: window, unit: unit)
    }

    /// The rule with nothing but a limit at a level, in the unit of what the detector looks at; nil: where every value passes it.
    func probe(level: Double?, isUpper: Bool, of series: SeriesDescriptor, at instant: Timestamp) -> Rule? {
        let lowest = Self.lowest
        switch detector {
        case .threshold:
            let level = level ?? (isUpper ? shareFloor ?? lowest : shareFloor.map { _ in 1 } ?? -lowest)
            let parameters = isUpper ? ThresholdParameters(above: level) : ThresholdParameters(below: level)
            return with(.threshold(parameters), window: window, unit: .unknown)
        case .rateOfChange(var parameters):
            parameters.risesBy = isUpper ? level?.magnitude ?? 0 : nil
            parameters.fallsBy = isUpper ? nil : level?.magnitude ?? 0
            return with(.rateOfChange(parameters), window: nil, unit: .unknown)
        case .grossRange(var parameters):
            parameters.high = isUpper ? level ?? lowest : nil
            parameters.low = isUpper ? nil : level ?? -lowest
            return with(.grossRange(parameters), window: nil, unit: .unknown)
        case .wrongWay:
            let parameters = ThresholdParameters(below: level ?? -lowest)
            return isUpper ? nil : with(.threshold(parameters), window: nil, unit: .unknown)
        case .flood, .crowd, .carbonMonoxideDose:
            guard isUpper else { return nil }
            return with(.threshold(ThresholdParameters(above: level ?? lowest)), window: nil, unit: .unknown)
        case .airStandard:
            guard isUpper, let criterion = airCriterion(of: series, at: instant) else { return nil }
            let parameters = ThresholdParameters(above: level ?? lowest)
            return with(.threshold(parameters), window: criterion.window, unit: .unknown)
        default: return nil
        }
    }

    /// A rule that speaks of every window that the rule would judge, or of every window; nil of one without windows of its own.
    func windowProbe(isWithoutMinimum: Bool) -> Rule? {
        guard var window, !isOfGroup else { return nil }
        if isWithoutMinimum { (window.minimumCount, window.minimumCoverage) = (0, 0) }
        return with(.threshold(ThresholdParameters(above: shareFloor ?? Self.lowest)), window: window, unit: .unknown)
    }

    /// A watch for shifts that is told sooner, or later; nil of other rules.
    func probe(scatters: Double) -> Rule? {
        guard case .shift(var parameters) = detector else { return nil }
        parameters.threshold = scatters
        return with(.shift(parameters), window: window, unit: unit)
    }

    /// What it asks for besides a value beyond its limit, as a clause.
    func condition(of series: SeriesDescriptor, at instant: Timestamp) -> String? {
        switch detector {
        case .wrongWay(let parameters):
            guard parameters.watch.detections > 1 else { return nil }
            let within = DurationText.text(of: parameters.watch.withinNanoseconds)
            return "it asks for \(parameters.watch.detections) detections within \(within)"
        case .flood(let parameters):
            guard parameters.above != nil, parameters.confirmNanoseconds > 0 else { return nil }
            let stand = DurationText.text(of: parameters.confirmNanoseconds)
            return "what comes in one step has to stand for \(stand)"
        case .carbonMonoxideDose: return "it asks for as long at a level as EN 50291-1 lets one last"
        case .airStandard:
            guard let criterion = airCriterion(of: series, at: instant) else { return nil }
            return criterion.consecutive > 1
                ? "it asks for \(criterion.consecutive) means of \(criterion.span) in a row"
                : "it looks at means of \(criterion.span)"
        default: return nil
        }
    }

    /// Every value passes a limit that lies here.
    private static let lowest = -Double(sign: .plus, exponent: 900, significand: 1)

    /// A limit of shares may not lie below.
    private var shareFloor: Double? {
        switch window?.aggregate {
        case .share?, .dataCapture?: 0
        default: nil
        }
    }

    private func with(_ detector: DetectorDefinition, window: RuleWindow?, unit: Unit) -> Rule? {
        try? Rule(
            name: name,
            matchers: matchers,
            detector: detector,
            window: window,
            group: group,
            unit: unit,
            severity: severity,
            kind: kind,
            schedule: schedule
        )
    }
}
