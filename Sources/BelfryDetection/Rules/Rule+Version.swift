import BelfryModel
import BelfryWindows

// The version is a hash of the definition in an order that never changes: each field is preceded by a tag, each text
// followed by a 0, so that no two definitions run together into one.

extension Rule {
    static func version(
        name: String,
        matchers: [LabelMatcher],
        detector: DetectorDefinition,
        window: RuleWindow?,
        group: RuleGroup?,
        unit: Unit,
        severity: Severity,
        kind: FindingKind,
        text: String,
        runbook: String
    ) -> String {
        var digest = DefinitionDigest()
        digest.combine(name)
        digest.combine(matchers.count)
        for matcher in matchers {
            digest.combine(matcher.label.rawValue)
            digest.combine(matcher.pattern)
            digest.combine((matcher.isExpression ? 1 : 0) + (matcher.isNegated ? 2 : 0))
        }
        digest.combine(detector)
        digest.combine(window)
        if let group { digest.combine(group) }
        digest.combine(unit.code)
        digest.combine(Int(severity.rawValue))
        digest.combine(kind.rawValue)
        digest.combine(text)
        digest.combine(runbook)
        return ShortIdentifier.text(of: digest.hash.value)
    }
}

/// Feeds the parts of a definition into a ``StableHash``.
private struct DefinitionDigest {
    var hash = StableHash()

    mutating func combine(_ text: String) {
        hash.combine(text)
        hash.combine(UInt8(0))
    }

    mutating func combine(_ number: Int) {
        hash.combine(Int64(number))
    }

    mutating func combine(_ number: Double?) {
        hash.combine(UInt8(number == nil ? 0 : 1))
        hash.combine((number ?? 0).bitPattern)
    }

    mutating func combine(_ numbers: [Int64]) {
        combine(numbers.count)
        for number in numbers { hash.combine(number) }
    }

    mutating func combine(_ window: RuleWindow?) {
        guard let window else { return combine([]) }
        switch window.shape {
        case .tumbling(let length, let phase): combine([0, length, phase])
        case .sliding(let length, let every): combine([2, length, every])
        case .session(let gap, let maximum): combine([3, gap, maximum])
        case .count(let count): combine([4, Int64(count)])
        case .state(let band, let maximum): combine([band == nil ? 5 : 6, maximum])
        case .days(let zone): combine([1, Int64(zone.standardOffsetSeconds), Int64(bitPattern: zone.fingerprint)])
        }
        combine(window.aggregate.fingerprint + [Int64(window.minimumCount), window.latenessNanoseconds])
        combine(window.minimumCoverage)
        let order = window.order
        // Rules from before these could be said keep their versions.
        guard order != RuleWindow.Order() else { return }
        combine([order.holdNanoseconds ?? -1])
        combine(order.counterModulus)
        combine(order.band?.low)
        combine(order.band?.high)
        combine(order.unit.code)
    }

    mutating func combine(_ group: RuleGroup) {
        combine(group.label.rawValue)
        combine(group.combination.rawValue)
        combine(group.minimumMembers)
    }

    mutating func combine(_ detector: DetectorDefinition) {
        combine(detector.name)
        switch detector {
        case .threshold(let parameters):
            combine(parameters.above)
            combine(parameters.below)
            combine(parameters.clearBelow)
            combine(parameters.clearAbove)
            combine([parameters.forNanoseconds])
        case .rateOfChange(let parameters):
            combine(parameters.risesBy)
            combine(parameters.fallsBy)
            combine([
                parameters.perNanoseconds, parameters.effectiveMinimumSpanNanoseconds,
                parameters.effectiveMaximumSpanNanoseconds,
            ])
        case .silence(let parameters):
            combine(parameters.missedIntervals)
            combine([parameters.cadenceNanoseconds ?? 0, parameters.atLeastNanoseconds])
        case .flatLine(let parameters):
            combine(parameters.tolerance)
            combine([parameters.durationNanoseconds, Int64(parameters.minimumReadings)])
            combine(parameters.ignoredValues?.count ?? -1)
            for value in parameters.ignoredValues ?? [] { combine(value) }
        case .grossRange(let parameters):
            combine(parameters.low)
            combine(parameters.high)
            combine(parameters.count)
        case .clock(let parameters):
            combine([parameters.aheadNanoseconds, parameters.behindNanoseconds, parameters.forNanoseconds])
            combine(parameters.count)
        case .anomaly: break
        }
    }
}
