import BelfryModel

/// The state of one density of people on one series, see ``CrowdParameters``.
struct CrowdDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        // In the series' unit.
        let above: Double
        let clearBelow: Double
        let critical: Double
        let personPerSquareMetre: Double
        let forNanoseconds: Int64
        let withinNanoseconds: Int64
        let slotNanoseconds: Int64
        let clearAfterNanoseconds: Int64

        /// The next of Fruin's levels above a density; nil where it is critical.
        func level(after density: Double) -> Double? {
            for level in [3.5 * personPerSquareMetre, 4.5 * personPerSquareMetre]
            where density < level && level < critical {
                return level
            }
            return density < critical ? critical : nil
        }
    }

    private var clock = SeriesClock()
    /// Beginning of the present condition, or of the last one.
    private(set) var since = Timestamp.distantPast
    private var calm = CalmSpell()
    private var lastValue = 0.0
    private var trend = RecentTrend()
    private(set) var phase = DetectorPhase.quiet

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        let before = clock.newestEventTime
        guard clock.accept(sample) else { return .none }
        lastValue = sample.value
        trend.add(sample.value, at: sample.end, previous: before, slotNanoseconds: terms.slotNanoseconds)
        let isDense = sample.value > terms.above || isBecomingCritical(terms)
        if phase == .raised {
            let isCalm = !isDense && sample.value <= terms.clearBelow
            guard calm.hasLasted(terms.clearAfterNanoseconds, isCalm: isCalm, at: sample) else { return .none }
            phase = .quiet
            return .cleared
        }
        guard isDense else {
            phase = .quiet
            return .none
        }
        if phase == .quiet || sample.start < since {
            since = sample.start.later(than: since)
            phase = .pending
        }
        guard sample.end.nanosecondsSince(since) >= terms.forNanoseconds else { return .none }
        begin()
        return .raised
    }

    /// Whether the trend leads to where life is in danger, soon.
    private func isBecomingCritical(_ terms: Terms) -> Bool {
        guard terms.withinNanoseconds > 0, lastValue >= terms.above / 2, lastValue < terms.critical,
            let seconds = seconds(to: terms.critical, terms)
        else { return false }
        return seconds <= Double(terms.withinNanoseconds) / 1e9
    }

    /// When the trend reaches a density; nil where it does not.
    private func seconds(to density: Double, _ terms: Terms) -> Double? {
        guard let slope = trend.slope(), slope > 0 else { return nil }
        return (density - lastValue) / slope * (Double(terms.slotNanoseconds) / 1e9)
    }

    private mutating func begin() {
        phase = .raised
        calm = CalmSpell()
    }

    /// When the density will have been too high for long enough, should nothing contradict it.
    @inline(__always)
    func deadline(_ terms: Terms) -> Timestamp {
        guard phase == .pending else { return .distantFuture }
        return clock.arrival(ofEventTime: since.advanced(byNanoseconds: terms.forNanoseconds))
    }

    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict? {
        let due = deadline(terms)
        guard due <= now else { return nil }
        begin()
        return raised(detectedAt: due, terms)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        lastValue = value
    }

    mutating func rest() {
        phase = .quiet
        trend = RecentTrend()
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
        trend = RecentTrend()
        calm = CalmSpell()
        if phase == .pending { since = min(since, eventTime) }
    }

    mutating func follow(_ shift: ClockShift) {
        clock.follow(shift)
        calm.follow(shift)
        if phase == .pending { since = shift.event(since) }
    }
}

extension CrowdDetector {
    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .cleared else { return raised(detectedAt: sample.arrival, terms) }
        return .cleared(
            from: since,
            to: calm.start,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: terms.clearBelow,
            evidence: evidence(terms)
        )
    }

    private func raised(detectedAt: Timestamp, _ terms: Terms) -> Verdict {
        var evidence = evidence(terms)
        evidence.append(.certainty, (lastValue > terms.above ? Certainty.likely : .possible).share)
        return .raised(
            from: since,
            detectedAt: detectedAt,
            value: lastValue,
            threshold: terms.above,
            evidence: evidence,
            valueTime: clock.newestEventTime
        )
    }

    /// What lies further ahead is no forecast.
    private static let farSeconds = 6.0 * 3_600

    /// The trend and where it leads.
    private func evidence(_ terms: Terms) -> VerdictEvidence {
        var evidence = VerdictEvidence()
        guard let slope = trend.slope() else { return evidence }
        evidence.append(.changePerHour, slope * 3.6e12 / Double(terms.slotNanoseconds))
        guard slope > 0, let level = terms.level(after: lastValue), let seconds = seconds(to: level, terms),
            seconds < Self.farSeconds
        else { return evidence }
        evidence.append(.nextLevel, level)
        evidence.append(.secondsToLimit, seconds)
        return evidence
    }
}
