public import BelfryModel

extension Detector {
    /// What ends a raised finding whose rule is no longer in force or has changed, or whose readings are in doubt; nil where
    /// nothing is raised.
    ///
    /// - Parameters:
    ///   - end: its end in event time; nil: `now`.
    ///   - value: the series' last value, for the record.
    public func withdrawal(at now: Timestamp, end: Timestamp? = nil, value: Double) -> Verdict? {
        guard let activeSince else { return nil }
        return stamped(.cleared(from: activeSince, to: end ?? now, detectedAt: now, value: value, threshold: .nan))
    }
}
