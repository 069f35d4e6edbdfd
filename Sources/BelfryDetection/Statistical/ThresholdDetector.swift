// Intuition: a limit that law or experience has set is passed, and stays passed for as long as it takes to matter.
//
// Limits: it knows nothing of what is usual; a value that hovers about the limit rings again and again unless clearing has a limit of its
// own; one value that contradicts it ends `for`. Refused: smoothing before the comparison, which hides what was compared (a rule that wants a
// mean says so with its window); a number of readings in the place of `for`, which is another time on each sensor. Source: deadband and
// on-delay as ANSI/ISA-18.2 and IEC 62682, "Management of alarm systems for the process industries", have them.

import BelfryModel

/// The state of one threshold on one series, see ``ThresholdParameters``.
struct ThresholdDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        // Limits in the series' unit; infinite where there is none, so that the comparison needs no branch.
        let above: Double
        let below: Double
        let clearBelow: Double
        let clearAbove: Double
        let forNanoseconds: Int64
        /// Windows are evaluated as they close; between them nothing is due.
        let isWindowFed: Bool

        init(_ parameters: ThresholdParameters, isWindowFed: Bool) {
            self.above = parameters.above ?? .infinity
            self.below = parameters.below ?? -.infinity
            self.clearBelow = parameters.clearBelow ?? parameters.above ?? .infinity
            self.clearAbove = parameters.clearAbove ?? parameters.below ?? -.infinity
            self.forNanoseconds = parameters.forNanoseconds
            self.isWindowFed = isWindowFed
        }
    }

    private var clock = SeriesClock()
    /// Beginning of the present condition, or of the last one.
    private(set) var since = Timestamp.distantPast
    /// The last value of the present condition; between conditions any.
    private var lastValue = 0.0
    private(set) var phase = DetectorPhase.quiet

    static let needsEveryReading = false

    init(_ terms: Terms) {}

    @inline(__always)
    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard clock.accept(sample) else { return .none }
        lastValue = sample.value
        if phase == .raised {
            guard sample.value <= terms.clearBelow, sample.value >= terms.clearAbove else { return .none }
            phase = .quiet
            return .cleared
        }
        guard sample.value > terms.above || sample.value < terms.below else {
            phase = .quiet
            return .none
        }
        // Earlier than the beginning it is only where the sensor's clock stepped back: begin again on the new clock.
        if phase == .quiet || sample.start < since {
            since = sample.start.later(than: since)
            phase = .pending
        }
        let needed = terms.forNanoseconds
        guard needed == 0 || sample.end.nanosecondsSince(since) >= needed else { return .none }
        phase = .raised
        return .raised
    }

    mutating func observe(_ window: ClosedWindow, as sample: Sample, _ terms: Terms) -> Transition {
        guard window.revision == 0 || clock.newestEventTime <= window.end else { return .none }
        return observe(sample, terms)
    }

    /// The values that change nothing but the clock: none while a condition holds.
    func quietBand(_ terms: Terms) -> QuietBand {
        phase == .quiet ? QuietBand(from: terms.below, through: terms.above) : .nothing
    }

    mutating func follow(eventTime: Timestamp, arrival: Timestamp) {
        clock.follow(eventTime, arrival: arrival)
    }

    /// When the condition will have held long enough, should nothing contradict it.
    @inline(__always)
    func deadline(_ terms: Terms) -> Timestamp {
        guard phase == .pending, !terms.isWindowFed else { return .distantFuture }
        return clock.arrival(ofEventTime: since.advanced(byNanoseconds: terms.forNanoseconds))
    }

    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict? {
        let due = deadline(terms)
        guard due <= now else { return nil }
        phase = .raised
        return raised(detectedAt: due, terms)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        lastValue = value
    }

    mutating func rest() {
        phase = .quiet
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
        if phase == .pending { since = min(since, eventTime) }
    }

    mutating func follow(_ shift: ClockShift) {
        clock.follow(shift)
        if phase == .pending { since = shift.event(since) }
    }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .cleared else { return raised(detectedAt: sample.arrival, terms) }
        return .cleared(
            from: since,
            to: sample.start,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: terms.clearBelow.isFinite ? terms.clearBelow : terms.clearAbove
        )
    }

    private func raised(detectedAt: Timestamp, _ terms: Terms) -> Verdict {
        var evidence = VerdictEvidence()
        if terms.forNanoseconds > 0 {
            let held = max(clock.newestEventTime.nanosecondsSince(since), terms.forNanoseconds)
            evidence.append(.heldSeconds, Double(held) / 1e9, at: since)
        }
        return .raised(
            from: since,
            detectedAt: detectedAt,
            value: lastValue,
            threshold: lastValue > terms.above ? terms.above : terms.below,
            evidence: evidence,
            valueTime: clock.newestEventTime
        )
    }
}
