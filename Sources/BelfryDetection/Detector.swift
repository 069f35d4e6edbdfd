public import BelfryModel

/// The state of one rule on one series: a small block of bits that a shard owns and feeds.
///
/// ```
///   every reading ──► observe(reading) ──────────┐
///   closed window ──► observe(window, arrival) ──┼──► Verdict? raised, later cleared, then raised again…
///   deadline due  ──► advance(to: now) ──────────┘
/// ```
/// The caller sees to order: before a reading that arrived at `a` is observed, `advance(to: a)` has been called where
/// ``deadline`` <= `a`. Then nothing depends on where ticks fall. O(1) in time and memory, no allocation.
public struct Detector: BitwiseCopyable, Sendable {
    enum State: BitwiseCopyable {
        case threshold(ThresholdDetector)
        case rateOfChange(RateOfChangeDetector)
        case silence(SilenceDetector)
        case flatLine(FlatLineDetector)
        case grossRange(GrossRangeDetector)
    }

    var state: State
    private let series: SeriesID
    var rule: Int32
    /// What a window-fed detector reads off a window.
    private let aggregate: Aggregate
    /// Windows with fewer readings say nothing.
    private let minimumCount: Int32
}

extension Detector {
    init(_ detector: ThresholdDetector, series: SeriesID, rule: Int32, window: RuleWindow?) {
        self.init(.threshold(detector), series: series, rule: rule, window: window)
    }

    init(_ detector: RateOfChangeDetector, series: SeriesID, rule: Int32, window: RuleWindow?) {
        self.init(.rateOfChange(detector), series: series, rule: rule, window: window)
    }

    init(_ detector: SilenceDetector, series: SeriesID, rule: Int32) {
        self.init(.silence(detector), series: series, rule: rule, window: nil)
    }

    init(_ detector: FlatLineDetector, series: SeriesID, rule: Int32) {
        self.init(.flatLine(detector), series: series, rule: rule, window: nil)
    }

    init(_ detector: GrossRangeDetector, series: SeriesID, rule: Int32) {
        self.init(.grossRange(detector), series: series, rule: rule, window: nil)
    }

    private init(_ state: State, series: SeriesID, rule: Int32, window: RuleWindow?) {
        self.state = state
        self.series = series
        self.rule = rule
        self.aggregate = window?.aggregate ?? .last
        self.minimumCount = Int32(clamping: window?.minimumCount ?? 1)
    }
}

extension Detector {
    /// Takes in a reading of the series, in order of arrival.
    ///
    /// A bad reading reaches gross range, silence and flat line only. A retained one is of unknown age and reaches
    /// silence only, which knows what to make of it.
    public mutating func observe(_ reading: Reading) -> Verdict? {
        if case .silence(var detector) = state {
            let verdict = detector.observe(reading)
            state = .silence(detector)
            return stamped(verdict)
        }
        guard !reading.flags.contains(.retained) else { return nil }
        return observe(Sample(reading), isBad: reading.quality == .bad)
    }

    /// Takes in a window that closed, in order of time; `arrival` is the instant that closed it.
    public mutating func observe(_ window: ClosedWindow, arrival: Timestamp) -> Verdict? {
        guard window.count >= Int(minimumCount) else { return nil }
        let sample = Sample(window, aggregate: aggregate, arrival: arrival)
        guard var verdict = observe(sample, isBad: false) else { return nil }
        verdict.evidence.append(
            .windowSeconds,
            Double(window.end.nanosecondsSince(window.start)) / 1e9,
            at: window.start
        )
        verdict.evidence.append(.windowCount, Double(window.count), at: window.end)
        verdict.evidence.append(.windowMean, window.mean)
        verdict.evidence.append(.windowMinimum, window.minimum)
        verdict.evidence.append(.windowMaximum, window.maximum)
        return verdict
    }

    /// When on the arrival clock ``advance(to:)`` has something to do; `.distantFuture`: never.
    public var deadline: Timestamp {
        switch state {
        case .threshold(let detector): detector.deadline
        case .silence(let detector): detector.deadline
        case .rateOfChange, .flatLine, .grossRange: .distantFuture
        }
    }

    /// Lets time pass: what was due at ``deadline`` <= `now` is said now, stamped with the deadline.
    public mutating func advance(to now: Timestamp) -> Verdict? {
        switch state {
        case .threshold(var detector):
            let verdict = detector.advance(to: now)
            state = .threshold(detector)
            return stamped(verdict)
        case .silence(var detector):
            let verdict = detector.advance(to: now)
            state = .silence(detector)
            return stamped(verdict)
        case .rateOfChange, .flatLine, .grossRange: return nil
        }
    }

    private mutating func observe(_ sample: Sample, isBad: Bool) -> Verdict? {
        let verdict: Verdict?
        switch state {
        case .threshold(var detector):
            guard !isBad else { return nil }
            verdict = detector.observe(sample)
            state = .threshold(detector)
        case .rateOfChange(var detector):
            guard !isBad else { return nil }
            verdict = detector.observe(sample)
            state = .rateOfChange(detector)
        case .flatLine(var detector):
            verdict = detector.observe(sample)
            state = .flatLine(detector)
        case .grossRange(var detector):
            verdict = detector.observe(sample)
            state = .grossRange(detector)
        case .silence: return nil
        }
        return stamped(verdict)
    }

    private func stamped(_ verdict: Verdict?) -> Verdict? {
        guard var verdict else { return nil }
        verdict.series = series
        verdict.rule = rule
        return verdict
    }
}
