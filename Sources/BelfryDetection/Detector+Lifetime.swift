public import BelfryModel

// What happens to a detector besides readings and time: restarts, reloads, outages, and being looked at.

extension Detector {
    /// After a restart: the rule is already raised on this series, since `activeSince` (the finding's `from`).
    public mutating func restore(activeSince: Timestamp, value: Double) {
        switch state {
        case .threshold(var detector):
            detector.restore(activeSince: activeSince, value: value)
            state = .threshold(detector)
        case .rateOfChange(var detector):
            detector.restore(activeSince: activeSince)
            state = .rateOfChange(detector)
        case .silence(var detector):
            detector.restore(activeSince: activeSince, value: value)
            state = .silence(detector)
        case .flatLine(var detector):
            detector.restore(activeSince: activeSince, value: value)
            state = .flatLine(detector)
        case .grossRange(var detector):
            detector.restore(activeSince: activeSince)
            state = .grossRange(detector)
        }
    }

    /// After a reload that left the rule as it was but moved it to another index of ``RuleSet/rules``.
    public mutating func rebind(toRule index: Int32) {
        rule = index
    }

    /// Belfry or its broker was away until `now`: a silence counts from here and not from the last reading.
    public mutating func resume(at now: Timestamp) {
        guard case .silence(var detector) = state else { return }
        detector.resume(at: now)
        state = .silence(detector)
    }

    /// Whether the rule is raised on this series.
    public var isRaised: Bool { phase == .raised }

    /// The beginning of the finding that is raised; nil where none is.
    public var activeSince: Timestamp? { isRaised ? since : nil }

    /// Of a silence detector: the interval that it expects, configured or learnt; nil while it is being learnt.
    public var cadenceNanoseconds: Int64? {
        guard case .silence(let detector) = state else { return nil }
        return detector.cadenceNanoseconds
    }

    private var phase: DetectorPhase {
        switch state {
        case .threshold(let detector): detector.phase
        case .rateOfChange(let detector): detector.phase
        case .silence(let detector): detector.phase
        case .flatLine(let detector): detector.phase
        case .grossRange(let detector): detector.phase
        }
    }

    private var since: Timestamp {
        switch state {
        case .threshold(let detector): detector.since
        case .rateOfChange(let detector): detector.since
        case .silence(let detector): detector.since
        case .flatLine(let detector): detector.since
        case .grossRange(let detector): detector.since
        }
    }
}
