public import BelfryModel

// What happens to a detector besides readings and time: restarts, reloads, outages, and being looked at.

extension Detector {
    /// After a restart: the rule is already raised on this series, since `activeSince` (the finding's `from`).
    public func restore(activeSince: Timestamp, value: Double) {
        switch terms.pointee.kind {
        case .threshold: state.threshold.pointee.restore(activeSince: activeSince, value: value)
        case .rateOfChange: state.rateOfChange.pointee.restore(activeSince: activeSince)
        case .silence: state.silence.pointee.restore(activeSince: activeSince, value: value)
        case .flatLine(let terms):
            state.flatLine.pointee.restore(activeSince: activeSince, value: value, terms)
        case .grossRange: state.grossRange.pointee.restore(activeSince: activeSince)
        case .clock: state.clock.pointee.restore(activeSince: activeSince)
        case .anomaly: state.anomaly.pointee.restore(activeSince: activeSince)
        }
    }

    /// What was raised or under way is neither any more, and nobody is told; what has been learnt stays.
    ///
    /// For history that is nobody's present: what still holds when the series next speaks is found then.
    /// No silence is told of a series before that.
    public func rest() {
        switch terms.pointee.kind {
        case .threshold: state.threshold.pointee.rest()
        case .rateOfChange: state.rateOfChange.pointee.rest()
        case .silence: state.silence.pointee.rest()
        case .flatLine: state.flatLine.pointee.rest()
        case .grossRange: state.grossRange.pointee.rest()
        case .clock: state.clock.pointee.rest()
        case .anomaly: state.anomaly.pointee.rest()
        }
    }

    /// After a reload that left the rule as it was: what the detector of the former rule set has come to.
    ///
    /// - Returns: false, and nothing taken, where the two are not the same rule on the same series.
    public func takeOver(from former: Detector) -> Bool {
        guard terms.pointee.kind == former.terms.pointee.kind else { return false }
        state.bytes.copyMemory(from: former.state.bytes, byteCount: terms.pointee.stateBytes)
        return true
    }

    /// Belfry or its broker was away until `now`: a silence counts from here and not from the last reading.
    public func resume(at now: Timestamp) {
        guard isSilenceWatch else { return }
        state.silence.pointee.resume(at: now)
    }

    /// The arrival clock was moved: what was to come in ten seconds still comes in ten seconds.
    ///
    /// What is raised keeps its beginning, since that is its name.
    public func follow(_ shift: ClockShift) {
        switch terms.pointee.kind {
        case .threshold: state.threshold.pointee.follow(shift)
        case .rateOfChange: state.rateOfChange.pointee.follow(shift)
        case .silence: state.silence.pointee.follow(shift)
        case .flatLine: state.flatLine.pointee.follow(shift)
        case .grossRange: state.grossRange.pointee.follow(shift)
        case .clock: state.clock.pointee.follow(shift)
        case .anomaly: state.anomaly.pointee.follow(shift)
        }
    }

    /// The sensor's clock was set back: a reading of `eventTime` that arrived at `arrival` is the present, though others before
    /// it told a later time.
    public func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        switch terms.pointee.kind {
        case .threshold: state.threshold.pointee.followSetBack(to: eventTime, arrival: arrival)
        case .flatLine: state.flatLine.pointee.followSetBack(to: eventTime, arrival: arrival)
        case .rateOfChange: state.rateOfChange.pointee.followSetBack()
        case .anomaly: state.anomaly.pointee.followSetBack(to: eventTime, arrival: arrival)
        // Nothing of theirs depends on the order of event times.
        case .silence, .grossRange, .clock: return
        }
    }

    /// Of an anomaly watch: how unusual the last reading was, in [0, 1]; nil of all others.
    public var anomalyScore: Double? {
        if case .anomaly = terms.pointee.kind { state.anomaly.pointee.score } else { nil }
    }

    /// Whether it watches for silence.
    public var isSilenceWatch: Bool {
        if case .silence = terms.pointee.kind { true } else { false }
    }

    /// Whether the rule is raised on this series.
    public var isRaised: Bool { phase == .raised }

    /// The beginning of the finding that is raised; nil where none is.
    public var activeSince: Timestamp? { isRaised ? since : nil }

    /// Of a silence detector: the interval that it expects, configured or learnt; nil while it is being learnt.
    public var cadenceNanoseconds: Int64? {
        guard case .silence(let terms) = terms.pointee.kind else { return nil }
        return state.silence.pointee.cadenceNanoseconds(terms)
    }

    private var phase: DetectorPhase {
        switch terms.pointee.kind {
        case .threshold: state.threshold.pointee.phase
        case .rateOfChange: state.rateOfChange.pointee.phase
        case .silence: state.silence.pointee.phase
        case .flatLine: state.flatLine.pointee.phase
        case .grossRange: state.grossRange.pointee.phase
        case .clock: state.clock.pointee.phase
        case .anomaly: state.anomaly.pointee.phase
        }
    }

    private var since: Timestamp {
        switch terms.pointee.kind {
        case .threshold: state.threshold.pointee.since
        case .rateOfChange: state.rateOfChange.pointee.since
        case .silence: state.silence.pointee.since
        case .flatLine: state.flatLine.pointee.since
        case .grossRange: state.grossRange.pointee.since
        case .clock: state.clock.pointee.since
        case .anomaly: state.anomaly.pointee.since
        }
    }
}
