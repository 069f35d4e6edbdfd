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
        default: nil
        }
    }

    /// The upper or the lower limit, in the unit of what the detector looks at.
    func limit(isUpper: Bool, of series: SeriesDescriptor) -> (name: String, value: Double)? {
        let (name, value): (String, Double?) =
            switch detector {
            case .threshold(let parameters):
                isUpper ? ("above", parameters.above) : ("below", parameters.below)
            case .rateOfChange(let parameters):
                isUpper ? ("rises_by", parameters.risesBy) : ("falls_by", parameters.fallsBy)
            case .grossRange(let parameters):
                isUpper ? ("high", parameters.high) : ("low", parameters.low)
            case .wrongWay(let parameters): ("against", isUpper ? nil : -parameters.watch.against)
            default: ("", nil)
            }
        guard let value else { return nil }
        let target = valueUnit(of: series)
        if case .wrongWay = detector { return (name, Unit("km/h").convert(value, to: target) ?? value) }
        guard unit.isKnown, unit != target, let converted = unit.convert(value, to: target) else {
            return (name, value)
        }
        let isDifference = if case .rateOfChange = detector { true } else { false }
        return (name, isDifference ? converted - (unit.convert(0, to: target) ?? 0) : converted)
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
    func probe(level: Double?, isUpper: Bool) -> Rule? {
        let lowest = -Double(sign: .plus, exponent: 900, significand: 1)
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
        default: return nil
        }
    }

    /// What it asks for besides a value beyond its limit, as a clause.
    var repetition: String? {
        guard case .wrongWay(let parameters) = detector, parameters.watch.detections > 1 else { return nil }
        let within = DurationText.text(of: parameters.watch.withinNanoseconds)
        return "it asks for \(parameters.watch.detections) detections within \(within)"
    }

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
