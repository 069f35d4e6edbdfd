public import BelfryModel

// What a rule sees of readings whose unit nobody knows: a number lies below no limit while it may be metres or feet.

extension DetectorBinding {
    /// Whether readings of unknown unit tell it nothing: windows take none of them, and most detectors neither.
    var needsUnit: Bool { window >= 0 || isMember || !terms.readsWithoutUnit }

    /// The rule as one that cannot watch a series while its readings come without a known unit; nil where it can.
    public func blindness(to series: SeriesDescriptor) -> SkippedRule? {
        guard needsUnit else { return nil }
        return SkippedRule(
            rule: rule,
            reason: "readings come without a known unit, and no limit is compared with those; "
                + LimitConversion.remedy(for: series.key.quantity, in: series.unit)
        )
    }
}
