import BelfryModel

extension ClimatologyParameters: DetectorParameters {
    static let name = "climatology"
    static let kind = FindingKind.sensorOutOfRange

    func check(_ validator: RuleValidator) throws(RuleFault) {
        guard lowByMonth != nil || highByMonth != nil else {
            throw validator.fault(
                "low_by_month",
                "there are no bounds",
                "give low_by_month, high_by_month or both, twelve numbers or four"
            )
        }
        for (key, bounds) in [("low_by_month", lowByMonth), ("high_by_month", highByMonth)] {
            guard let bounds else { continue }
            guard bounds.count == 12 || bounds.count == 4 else {
                throw validator.fault(
                    key,
                    "it has \(bounds.count) numbers",
                    "give twelve, January first, or four, winter first"
                )
            }
            for bound in bounds { try validator.checkFinite(bound, key) }
        }
        if let low = lowByMonth.map(Self.months), let high = highByMonth.map(Self.months),
            !zip(low, high).allSatisfy({ $0 < $1 })
        {
            throw validator.fault("low_by_month", "it is not below high_by_month in every month", "correct the month")
        }
        try validator.checkCount(count, "write for example count: 3")
    }

    func combine(into digest: inout DefinitionDigest) {
        for bounds in [lowByMonth, highByMonth] {
            digest.combine(bounds?.count ?? -1)
            for bound in bounds ?? [] { digest.combine(bound) }
        }
        digest.combine(count)
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        let limits = rule.limits(for: series)
        var bounds = MonthlyBounds()
        for month in 1...12 {
            if let low = lowByMonth.map(Self.months) { bounds.setLow(try limits.level(low[month - 1]), month: month) }
            if let high = highByMonth.map(Self.months) {
                bounds.setHigh(try limits.level(high[month - 1]), month: month)
            }
        }
        return KindTerms(.climatology, ClimatologyDetector.Terms(bounds: bounds, count: Int32(clamping: count)))
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.valueWithUnit) cannot be at this time of the year, \(text.isAbove ? "above" : "below") \(text.thresholdWithUnit) since \(text.since)"
        case .cleared:
            "\(text.subject): as the season has it again after \(text.lasted), \(text.valueWithUnit)"
        }
    }
}
