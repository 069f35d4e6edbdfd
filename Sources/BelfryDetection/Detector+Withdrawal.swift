public import BelfryModel

extension Detector {
    /// What ends a raised finding whose rule is no longer in force, or has changed; nil where nothing is raised.
    ///
    /// - Parameter value: the series' last value, for the record.
    public func withdrawal(at now: Timestamp, value: Double) -> Verdict? {
        guard let activeSince else { return nil }
        return stamped(.cleared(from: activeSince, to: now, detectedAt: now, value: value, threshold: .nan))
    }
}
