public import BelfryModel

// What happens to a detector besides readings and time: restarts, reloads, outages, and being looked at.

extension Detector {
    /// After a restart: the rule is already raised on this series, since `activeSince` (the finding's `from`).
    public mutating func restore(activeSince: Timestamp, value: Double) {
        switch state.kind {
        case .threshold: state.withThreshold { $0.restore(activeSince: activeSince, value: value) }
        case .rateOfChange: state.withRateOfChange { $0.restore(activeSince: activeSince) }
        case .silence: state.withSilence { $0.restore(activeSince: activeSince, value: value) }
        case .flatLine: state.withFlatLine { $0.restore(activeSince: activeSince, value: value) }
        case .grossRange: state.withGrossRange { $0.restore(activeSince: activeSince) }
        case .clock: state.withClock { $0.restore(activeSince: activeSince) }
        }
    }

    /// After a reload that left the rule as it was but moved it to another index of ``RuleSet/rules``.
    public mutating func rebind(toRule index: Int32) {
        rule = index
    }

    /// Belfry or its broker was away until `now`: a silence counts from here and not from the last reading.
    public mutating func resume(at now: Timestamp) {
        guard state.kind == .silence else { return }
        state.withSilence { $0.resume(at: now) }
    }

    /// The arrival clock was moved: what was to come in ten seconds still comes in ten seconds.
    ///
    /// What is raised keeps its beginning, since that is its name.
    public mutating func follow(_ shift: ClockShift) {
        switch state.kind {
        case .threshold: state.withThreshold { $0.follow(shift) }
        case .rateOfChange: state.withRateOfChange { $0.follow(shift) }
        case .silence: state.withSilence { $0.follow(shift) }
        case .flatLine: state.withFlatLine { $0.follow(shift) }
        case .grossRange: state.withGrossRange { $0.follow(shift) }
        case .clock: state.withClock { $0.follow(shift) }
        }
    }

    /// Whether it watches for silence.
    public var isSilenceWatch: Bool { state.kind == .silence }

    /// Whether the rule is raised on this series.
    public var isRaised: Bool { phase == .raised }

    /// The beginning of the finding that is raised; nil where none is.
    public var activeSince: Timestamp? { isRaised ? since : nil }

    /// Of a silence detector: the interval that it expects, configured or learnt; nil while it is being learnt.
    public var cadenceNanoseconds: Int64? {
        state.kind == .silence ? state.silence.cadenceNanoseconds : nil
    }

    private var phase: DetectorPhase {
        switch state.kind {
        case .threshold: state.threshold.phase
        case .rateOfChange: state.rateOfChange.phase
        case .silence: state.silence.phase
        case .flatLine: state.flatLine.phase
        case .grossRange: state.grossRange.phase
        case .clock: state.clock.phase
        }
    }

    private var since: Timestamp {
        switch state.kind {
        case .threshold: state.threshold.since
        case .rateOfChange: state.rateOfChange.since
        case .silence: state.silence.since
        case .flatLine: state.flatLine.since
        case .grossRange: state.grossRange.since
        case .clock: state.clock.since
        }
    }
}
