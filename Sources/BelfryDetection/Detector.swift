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
    let state: UnsafeMutableRawPointer
    private let series: SeriesID

    /// The detector of a series.
    ///
    /// - Parameter state: what `layState(at:)` of the same terms has made, or a copy of such a state.
    @inline(__always)
    public init(terms: UnsafePointer<DetectorTerms>, state: UnsafeMutableRawPointer, series: SeriesID) {
        self.terms = terms
        self.state = state
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
        guard terms.pointee.hasEnough(window), !value.isNaN else { return nil }
        let sample = Sample(window, value: value, arrival: arrival)
        let transition = visit(WindowObservation(window: window, sample: sample))
        return transition == .none ? nil : verdict(transition, by: window, sample)
    }

    /// When on the arrival clock ``advance(to:)`` has something to do; `.distantFuture`: never.
    @inline(__always)
    public var deadline: Timestamp { visit(Deadline()) }

    /// Lets time pass: what was due at ``deadline`` <= `now` is said now, stamped with the deadline.
    public func advance(to now: Timestamp) -> Verdict? {
        // Not by `map`, whose function would be an object each time.
        guard let verdict = visit(Advance(now: now)) else { return nil }
        return stamped(verdict)
    }

    @inline(__always)
    func visit<Visitor: DetectorVisitor>(_ visitor: Visitor) -> Visitor.Outcome {
        terms.visit(visitor, at: state)
    }
}

extension Detector {
    /// Observes a reading as ``observe(_:)-(Reading)`` does, without a copy of it.
    ///
    /// - Returns: what it came to; ``verdict(_:by:)`` says it in full, before anything else is observed.
    @inline(__always)
    public func transition(by reading: UnsafePointer<Reading>) -> Transition {
        visit(ReadingObservation(reading: reading))
    }

    /// What a reading that brought a transition about amounts to.
    public func verdict(_ transition: Transition, by reading: UnsafePointer<Reading>) -> Verdict {
        told(transition, by: Sample(reading))
    }

    private func verdict(_ transition: Transition, by window: ClosedWindow, _ sample: Sample) -> Verdict {
        var verdict = told(transition, by: sample)
        // First: there may not be room for all, and that a mean was told otherwise before must not be lost.
        if window.revision > 0 { verdict.evidence.append(.windowRevision, Double(window.revision)) }
        let seconds = Double(window.end.nanosecondsSince(window.start)) / 1e9
        verdict.evidence.append(.windowSeconds, seconds, at: window.start)
        verdict.evidence.append(.windowCount, Double(window.count), at: window.end)
        verdict.evidence.append(.windowMean, window.mean)
        verdict.evidence.append(.windowMinimum, window.minimum)
        verdict.evidence.append(.windowMaximum, window.maximum)
        return verdict
    }

    private func told(_ transition: Transition, by sample: Sample) -> Verdict {
        var verdict = stamped(visit(Telling(transition: transition, sample: sample)))
        if verdict.valueTime == .distantPast { verdict.valueTime = sample.end }
        return verdict
    }

    func stamped(_ verdict: Verdict) -> Verdict {
        var verdict = verdict
        verdict.series = series
        verdict.rule = terms.pointee.rule
        return verdict
    }
}

private struct ReadingObservation: DetectorVisitor {
    typealias Outcome = Transition

    let reading: UnsafePointer<Reading>

    @inline(__always)
    func visit<Machine: DetectorMachine>(
        _ machine: UnsafeMutablePointer<Machine>,
        _ terms: Machine.Terms
    ) -> Transition {
        machine.pointee.observe(reading, terms)
    }
}

private struct WindowObservation: DetectorVisitor {
    typealias Outcome = Transition

    let window: ClosedWindow
    let sample: Sample

    @inline(__always)
    func visit<Machine: DetectorMachine>(
        _ machine: UnsafeMutablePointer<Machine>,
        _ terms: Machine.Terms
    ) -> Transition {
        machine.pointee.observe(window, as: sample, terms)
    }
}

private struct Telling: DetectorVisitor {
    typealias Outcome = Verdict

    let transition: Transition
    let sample: Sample

    @inline(__always)
    func visit<Machine: DetectorMachine>(
        _ machine: UnsafeMutablePointer<Machine>,
        _ terms: Machine.Terms
    ) -> Verdict {
        machine.pointee.verdict(transition, at: sample, terms)
    }
}

private struct Deadline: DetectorVisitor {
    typealias Outcome = Timestamp

    @inline(__always)
    func visit<Machine: DetectorMachine>(
        _ machine: UnsafeMutablePointer<Machine>,
        _ terms: Machine.Terms
    ) -> Timestamp {
        machine.pointee.deadline(terms)
    }
}

private struct Advance: DetectorVisitor {
    typealias Outcome = Verdict?

    let now: Timestamp

    @inline(__always)
    func visit<Machine: DetectorMachine>(
        _ machine: UnsafeMutablePointer<Machine>,
        _ terms: Machine.Terms
    ) -> Verdict? {
        machine.pointee.advance(to: now, terms)
    }
}
