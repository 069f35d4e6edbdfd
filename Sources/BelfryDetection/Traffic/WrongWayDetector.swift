import BelfryModel

/// The state of one watch for wrong-way drivers on one series, see ``WrongWayParameters``.
struct WrongWayDetector: DetectorMachine {
    /// With the limit in the series' unit.
    typealias Terms = WrongWay.Parameters

    static let needsEveryReading = false

    private var clock = SeriesClock()
    /// The beginning of what is raised, or was last.
    private(set) var since = Timestamp.distantPast
    /// The last detection of what is raised, or was last.
    private var last = Timestamp.distantPast
    private var watch = WrongWay()
    /// The fastest of the detections, negative.
    private var fastest: Float = 0
    private var detections: UInt16 = 0

    init(_ terms: Terms) {}

    var phase: DetectorPhase { watch.isRaised ? .raised : watch.detections > 0 ? .pending : .quiet }

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard clock.accept(sample) else { return .none }
        let wasRaised = watch.isRaised
        let isRaised = watch.observe(speed: sample.value, at: sample.end, terms)
        // Before anything is noted of a new case, the former is told to its end.
        if wasRaised, !isRaised { return .cleared }
        if watch.detections > 0, watch.newest == sample.end {
            let isFirst = last < watch.since
            fastest = isFirst ? Float(sample.value) : min(fastest, Float(sample.value))
            (last, detections) = (watch.newest, watch.detections)
        }
        guard isRaised, !wasRaised else { return .none }
        since = watch.since.later(than: since)
        return .raised
    }

    /// When none will have come for long enough.
    @inline(__always)
    func deadline(_ terms: Terms) -> Timestamp {
        guard watch.isRaised else { return .distantFuture }
        return clock.arrival(ofEventTime: last.advanced(byNanoseconds: terms.clearNanoseconds))
    }

    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict? {
        let due = deadline(terms)
        guard due <= now else { return nil }
        watch.end()
        return cleared(detectedAt: due, terms)
    }

    func quietBand(_ terms: Terms) -> QuietBand {
        phase == .quiet ? QuietBand(from: -terms.against, through: .infinity) : .nothing
    }

    mutating func follow(eventTime: Timestamp, arrival: Timestamp) {
        clock.follow(eventTime, arrival: arrival)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        watch.restore(activeSince: activeSince)
        (since, last, fastest, detections) = (activeSince, activeSince, Float(value), 1)
    }

    mutating func rest() { watch.end() }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
        watch.move { min($0, eventTime) }
        last = min(last, eventTime)
    }

    mutating func follow(_ shift: ClockShift) {
        clock.follow(shift)
        watch.move { shift.event($0) }
        last = shift.event(last)
    }
}

extension WrongWayDetector {
    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .raised else { return cleared(detectedAt: sample.arrival, terms) }
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: Double(fastest),
            threshold: -terms.against,
            evidence: evidence
        )
    }

    private func cleared(detectedAt: Timestamp, _ terms: Terms) -> Verdict {
        .cleared(
            from: since,
            to: last,
            detectedAt: detectedAt,
            value: Double(fastest),
            threshold: -terms.against,
            evidence: evidence
        )
    }

    private var evidence: VerdictEvidence {
        var evidence = VerdictEvidence()
        evidence.append(.detections, Double(detections), at: last)
        return evidence
    }
}
