import BelfryModel

extension FlatLineParameters: DetectorParameters {
    static let name = "flat_line"
    static let kind = FindingKind.sensorStuck

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkFinite(tolerance, "tolerance")
        guard tolerance >= 0 else {
            throw validator.fault(
                "tolerance",
                "it is negative",
                "give the largest difference that still counts as flat"
            )
        }
        try validator.checkDuration(durationNanoseconds, "duration", from: Nanoseconds.perMillisecond)
        guard (2...RuleLimits.largestCount).contains(minimumReadings) else {
            throw validator.fault(
                "minimum_readings",
                "\(minimumReadings) is not between 2 and \(RuleLimits.largestCount)",
                "write for example minimum_readings: 6"
            )
        }
        for value in ignoredValues ?? [] { try validator.checkFinite(value, "ignore") }
        guard (ignoredValues?.count ?? 0) <= FlatLineParameters.ignoredValuesMaximum else {
            throw validator.fault(
                "ignore",
                "more than \(FlatLineParameters.ignoredValuesMaximum) values",
                "name the values that the quantity rests at"
            )
        }
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(tolerance)
        digest.combine([durationNanoseconds, Int64(minimumReadings)])
        digest.combine(ignoredValues?.count ?? -1)
        for value in ignoredValues ?? [] { digest.combine(value) }
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        let limits = rule.limits(for: series)
        var ignored: [Double] = []
        if let values = ignoredValues {
            for value in values { ignored.append(try limits.level(value)) }
        } else {
            let quantity = series.key.quantity
            let canonical = LimitConversion(from: quantity.definition?.unit ?? .unknown, to: series.unit)
            // A resting value that cannot be converted is no reason to leave the sensor unguarded: 0 stays 0.
            for value in Self.restingValues(of: quantity) {
                ignored.append((try? canonical.level(value)) ?? value)
            }
        }
        return KindTerms(
            .flatLine,
            FlatLineDetector.Terms(
                tolerance: try limits.difference(tolerance),
                durationNanoseconds: durationNanoseconds,
                minimumReadings: minimumReadings,
                ignored: ignored
            )
        )
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): stuck at \(text.valueWithUnit) since \(text.since)\(text.readings), moved by no more than \(text.thresholdWithUnit)"
        case .cleared:
            "\(text.subject): moves again after \(text.lasted), \(text.valueWithUnit)"
        }
    }
}
