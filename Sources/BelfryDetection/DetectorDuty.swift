import BelfryModel

/// What a detector watches, and for which rule: 13 bytes, so that a detector's kind finds room behind them.
struct DetectorDuty: BitwiseCopyable {
    let series: SeriesID
    /// The index in ``RuleSet/rules``.
    var rule: Int32
    /// Windows with fewer readings say nothing.
    let minimumCount: Int32
    /// What a window-fed detector reads off a window.
    let aggregate: Aggregate

    init(series: SeriesID, rule: Int32, window: RuleWindow? = nil) {
        self.series = series
        self.rule = rule
        self.minimumCount = Int32(clamping: window?.minimumCount ?? 1)
        self.aggregate = window?.aggregate ?? .last
    }
}
