import BelfryModel

/// One series that has fallen silent.
struct Silence: Sendable {
    let series: SeriesDescriptor
    /// When it was last heard.
    let from: Timestamp
    /// How long before its gateway died it may have been heard last.
    let slackNanoseconds: Int64

    init(_ finding: Finding) {
        series = finding.series
        from = finding.from
        let interval = finding.evidence.first { $0.name.hasSuffix("_cadence_seconds") }?.value ?? 0
        slackNanoseconds = max(OutageLimits.spanNanoseconds, Nanoseconds.from(seconds: 2 * interval))
    }

    /// Agency and sensor: a sensor of several series is one.
    var sensor: String { "\(series.key.agency)/\(series.key.sensor)" }

    /// Whether it may have begun with an outage at an instant.
    func belongs(to instant: Timestamp) -> Bool {
        from <= instant.advanced(byNanoseconds: OutageLimits.spanNanoseconds)
            && from >= instant.advanced(byNanoseconds: -slackNanoseconds)
    }
}
