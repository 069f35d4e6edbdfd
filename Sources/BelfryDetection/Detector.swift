public import BelfryModel

/// The state of one rule on one series: 128 bytes that a shard owns and feeds.
///
/// ```
///   every reading ──► observe(reading) ──────────┐
///   closed window ──► observe(window, arrival) ──┼──► Verdict? raised, later cleared, then raised again…
///   deadline due  ──► advance(to: now) ──────────┘
/// ```
/// The caller sees to order: before a reading that arrived at `a` is observed, `advance(to: a)` has been called where
/// ``deadline`` <= `a`. Then nothing depends on where ticks fall. O(1) in time and memory, no allocation.
public struct Detector: BitwiseCopyable, Sendable {
    var state: DetectorState
    /// In hundredths of a per cent: windows with less data capture say nothing.
    private let minimumCoverage: UInt16
    private let series: SeriesID
    /// The index in ``RuleSet/rules``.
    var rule: Int32
    /// Windows with fewer readings say nothing.
    private let minimumCount: Int32

    init(_ state: DetectorState, series: SeriesID, rule: Int32, window: RuleWindow? = nil) {
        self.state = state
        self.series = series
        self.rule = rule
        self.minimumCount = Int32(clamping: window?.minimumCount ?? 1)
        self.minimumCoverage = UInt16(clamping: Int(((window?.minimumCoverage ?? 0) * 10_000).rounded()))
    }

    /// Takes in a reading of the series, in order of arrival.
    ///
    /// A bad reading reaches gross range, silence, flat line and clock only. A retained one is of unknown age and reaches
    /// silence and clock only, which know what to make of it.
    public mutating func observe(_ reading: Reading) -> Verdict? {
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
    public mutating func observe(_ window: ClosedWindow, value: Double, arrival: Timestamp) -> Verdict? {
        let transition = transition(by: window, value: value, arrival: arrival)
        return transition == .none ? nil : verdict(transition, by: window, value: value, arrival: arrival)
    }

    /// When on the arrival clock ``advance(to:)`` has something to do; `.distantFuture`: never.
    public var deadline: Timestamp {
        switch state.kind {
        case .threshold: state.threshold.deadline
        case .silence: state.silence.deadline
        case .rateOfChange, .flatLine, .grossRange, .clock: .distantFuture
        }
    }

    /// Lets time pass: what was due at ``deadline`` <= `now` is said now, stamped with the deadline.
    public mutating func advance(to now: Timestamp) -> Verdict? {
        guard deadline <= now else { return nil }
        return switch state.kind {
        case .threshold: state.withThreshold { $0.advance(to: now) }.map(stamped)
        case .silence: state.withSilence { $0.advance(to: now) }.map(stamped)
        case .rateOfChange, .flatLine, .grossRange, .clock: nil
        }
    }
}

extension Detector {
    @inline(__always)
    mutating func transition(by reading: UnsafePointer<Reading>) -> Transition {
        if state.kind == .silence { return state.withSilence { $0.observe(reading) } }
        if state.kind == .clock { return state.withClock { $0.observe(reading) } }
        guard !reading.pointee.flags.contains(.retained) else { return .none }
        // A number of unknown unit says nothing beside a limit; that it never changes it can still say.
        guard !reading.pointee.flags.contains(.unitUnknown) || state.kind == .flatLine else { return .none }
        return transition(by: Sample(reading), isBad: reading.pointee.quality == .bad)
    }

    /// Whether a window has enough for the rule to say something of it.
    public func hasEnough(_ window: ClosedWindow) -> Bool {
        window.standing != .idle && window.count >= Int(minimumCount)
            && !(window.coverage * 10_000 < Float(minimumCoverage))
    }

    mutating func transition(by window: ClosedWindow, value: Double, arrival: Timestamp) -> Transition {
        guard hasEnough(window),
            window.revision == 0 || takesRevision(endingAt: window.end)
        else { return .none }
        return value.isNaN ? .none : transition(by: Sample(window, value: value, arrival: arrival), isBad: false)
    }

    private func takesRevision(endingAt end: Timestamp) -> Bool {
        state.kind == .threshold && state.threshold.newestEventTime <= end
    }

    @inline(__always)
    private mutating func transition(by sample: Sample, isBad: Bool) -> Transition {
        switch state.kind {
        case .threshold: isBad ? .none : state.withThreshold { $0.observe(sample) }
        case .rateOfChange: isBad ? .none : state.withRateOfChange { $0.observe(sample) }
        case .flatLine: state.withFlatLine { $0.observe(sample) }
        case .grossRange: state.withGrossRange { $0.observe(sample) }
        case .silence, .clock: .none
        }
    }
}

extension Detector {
    func verdict(_ transition: Transition, by window: ClosedWindow, value: Double, arrival: Timestamp) -> Verdict {
        var verdict = verdict(transition, by: Sample(window, value: value, arrival: arrival))
        let seconds = Double(window.end.nanosecondsSince(window.start)) / 1e9
        verdict.evidence.append(.windowSeconds, seconds, at: window.start)
        verdict.evidence.append(.windowCount, Double(window.count), at: window.end)
        verdict.evidence.append(.windowMean, window.mean)
        verdict.evidence.append(.windowMinimum, window.minimum)
        verdict.evidence.append(.windowMaximum, window.maximum)
        return verdict
    }

    func verdict(_ transition: Transition, by sample: Sample) -> Verdict {
        switch state.kind {
        case .threshold: stamped(state.threshold.verdict(transition, at: sample))
        case .rateOfChange: stamped(state.rateOfChange.verdict(transition, at: sample))
        case .silence: stamped(state.silence.cleared(by: sample))
        case .flatLine: stamped(state.flatLine.verdict(transition, at: sample))
        case .grossRange: stamped(state.grossRange.verdict(transition, at: sample))
        case .clock: stamped(state.clock.verdict(transition, at: sample))
        }
    }

    func stamped(_ verdict: Verdict) -> Verdict {
        var verdict = verdict
        verdict.series = series
        verdict.rule = rule
        return verdict
    }
}
