public import BelfryModel

/// One rule on one series: terms that series of a kind share, and a state that a shard owns and feeds.
///
/// ```
///   every reading ──► observe(reading) ──────────┐
///   closed window ──► observe(window, arrival) ──┼──► Verdict? raised, later cleared, then raised again…
///   deadline due  ──► advance(to: now) ──────────┘
/// ```
/// The caller sees to order: before a reading that arrived at `a` is observed, `advance(to: a)` has been called where
/// ``deadline`` <= `a`. Then nothing depends on where ticks fall. O(1) in time and memory, no allocation.
///
/// It is a view: where the two lie is its maker's affair, and it is not kept for longer than they do.
public struct Detector {
    let terms: UnsafePointer<DetectorTerms>
    let state: DetectorState
    private let series: SeriesID

    /// The detector of a series.
    ///
    /// - Parameter state: what ``DetectorTerms/layState(at:)`` of the same terms has made, or a copy of such a state.
    @inline(__always)
    public init(terms: UnsafePointer<DetectorTerms>, state: UnsafeMutableRawPointer, series: SeriesID) {
        self.terms = terms
        self.state = DetectorState(bytes: state)
        self.series = series
    }

    /// Takes in a reading of the series, in order of arrival.
    ///
    /// A bad reading reaches gross range, silence, flat line and clock only. A retained one is of unknown age and reaches
    /// silence and clock only, which know what to make of it.
    public func observe(_ reading: Reading) -> Verdict? {
        withUnsafePointer(to: reading) { reading in
            let transition = transition(by: reading)
            return transition == .none ? nil : verdict(transition, by: reading)
        }
    }

    /// Takes in a window that ended, in order of time, or one that was revised; `arrival` is the instant that did it.
    ///
    /// Of revised windows the newest is judged anew; an older one says nothing of the present.
    ///
    /// - Parameter value: what the rule reads off the window; NaN where it has no such thing.
    public func observe(_ window: ClosedWindow, value: Double, arrival: Timestamp) -> Verdict? {
        let transition = transition(by: window, value: value, arrival: arrival)
        return transition == .none ? nil : verdict(transition, by: window, value: value, arrival: arrival)
    }

    /// When on the arrival clock ``advance(to:)`` has something to do; `.distantFuture`: never.
    @inline(__always)
    public var deadline: Timestamp {
        switch terms.pointee.kind {
        case .threshold(let terms): state.threshold.pointee.deadline(terms)
        case .silence: state.silence.pointee.deadline
        case .rateOfChange, .flatLine, .grossRange, .clock, .anomaly: .distantFuture
        }
    }

    /// Lets time pass: what was due at ``deadline`` <= `now` is said now, stamped with the deadline.
    public func advance(to now: Timestamp) -> Verdict? {
        switch terms.pointee.kind {
        case .threshold(let terms): state.threshold.pointee.advance(to: now, terms).map(stamped)
        case .silence(let terms): state.silence.pointee.advance(to: now, terms).map(stamped)
        case .rateOfChange, .flatLine, .grossRange, .clock, .anomaly: nil
        }
    }
}

extension Detector {
    /// Observes a reading as ``observe(_:)-(Reading)`` does, without a copy of it.
    ///
    /// - Returns: what it came to; ``verdict(_:by:)`` says it in full, before anything else is observed.
    @inline(__always)
    public func transition(by reading: UnsafePointer<Reading>) -> Transition {
        let isRetained = reading.pointee.flags.contains(.retained)
        switch terms.pointee.kind {
        case .silence(let terms): return state.silence.pointee.observe(reading, terms)
        case .clock(let terms): return state.clock.pointee.observe(reading, terms)
        case .flatLine(let terms):
            // A number of unknown unit says nothing beside a limit; that it never changes it can still say.
            return isRetained ? .none : state.flatLine.pointee.observe(Sample(reading), terms)
        case .grossRange(let terms):
            guard !isRetained, !reading.pointee.flags.contains(.unitUnknown) else { return .none }
            return state.grossRange.pointee.observe(Sample(reading), terms)
        case .threshold(let terms):
            guard !isRetained, reading.pointee.isComparable else { return .none }
            return state.threshold.pointee.observe(Sample(reading), terms)
        case .rateOfChange(let terms):
            guard !isRetained, reading.pointee.isComparable else { return .none }
            return state.rateOfChange.pointee.observe(Sample(reading), terms)
        case .anomaly:
            guard !isRetained, reading.pointee.isComparable else { return .none }
            return state.anomaly.pointee.observe(Sample(reading))
        }
    }

    /// What a reading that brought a transition about amounts to.
    public func verdict(_ transition: Transition, by reading: UnsafePointer<Reading>) -> Verdict {
        verdict(transition, by: Sample(reading))
    }

    private func transition(by window: ClosedWindow, value: Double, arrival: Timestamp) -> Transition {
        guard terms.pointee.hasEnough(window), !value.isNaN else { return .none }
        let sample = Sample(window, value: value, arrival: arrival)
        switch terms.pointee.kind {
        case .threshold(let terms):
            guard window.revision == 0 || state.threshold.pointee.newestEventTime <= window.end else { return .none }
            return state.threshold.pointee.observe(sample, terms)
        case .rateOfChange(let terms):
            return window.revision == 0 ? state.rateOfChange.pointee.observe(sample, terms) : .none
        case .silence, .flatLine, .grossRange, .clock, .anomaly: return .none
        }
    }
}

extension Detector {
    private func verdict(
        _ transition: Transition,
        by window: ClosedWindow,
        value: Double,
        arrival: Timestamp
    ) -> Verdict {
        var verdict = verdict(transition, by: Sample(window, value: value, arrival: arrival))
        let seconds = Double(window.end.nanosecondsSince(window.start)) / 1e9
        verdict.evidence.append(.windowSeconds, seconds, at: window.start)
        verdict.evidence.append(.windowCount, Double(window.count), at: window.end)
        verdict.evidence.append(.windowMean, window.mean)
        verdict.evidence.append(.windowMinimum, window.minimum)
        verdict.evidence.append(.windowMaximum, window.maximum)
        if window.revision > 0 { verdict.evidence.append(.windowRevision, Double(window.revision)) }
        return verdict
    }

    private func verdict(_ transition: Transition, by sample: Sample) -> Verdict {
        switch terms.pointee.kind {
        case .threshold(let terms): stamped(state.threshold.pointee.verdict(transition, at: sample, terms))
        case .rateOfChange(let terms): stamped(state.rateOfChange.pointee.verdict(transition, at: sample, terms))
        case .silence(let terms): stamped(state.silence.pointee.cleared(by: sample, terms))
        case .flatLine(let terms): stamped(state.flatLine.pointee.verdict(transition, at: sample, terms))
        case .grossRange(let terms): stamped(state.grossRange.pointee.verdict(transition, at: sample, terms))
        case .clock(let terms): stamped(state.clock.pointee.verdict(transition, at: sample, terms))
        case .anomaly: stamped(state.anomaly.pointee.verdict(transition, at: sample))
        }
    }

    func stamped(_ verdict: Verdict) -> Verdict {
        var verdict = verdict
        verdict.series = series
        verdict.rule = terms.pointee.rule
        return verdict
    }
}
