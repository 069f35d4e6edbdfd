import BelfryModel

/// The state of one flood watch on one series, see ``FloodParameters``.
struct FloodDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        // In the series' unit; infinite where there is no such limit.
        let above: Double
        let clearBelow: Double
        let risesBy: Double
        let perNanoseconds: Int64
        let clearAfterNanoseconds: Int64
        let confirmNanoseconds: Int64

        init(_ parameters: FloodParameters) {
            above = parameters.above ?? .infinity
            clearBelow = parameters.clearBelow ?? parameters.above ?? .infinity
            risesBy = parameters.risesBy ?? .infinity
            perNanoseconds = parameters.perNanoseconds
            clearAfterNanoseconds = parameters.clearAfterNanoseconds
            confirmNanoseconds = parameters.confirmNanoseconds
        }
    }

    private var clock = SeriesClock()
    /// Beginning of the present flood, of the step that may become one, or of the last.
    private(set) var since = Timestamp.distantPast
    private var calm = CalmSpell()
    private var water = WaterRise()
    /// The first reading of the rise under way; `.distantPast` while there is none.
    private var risingSince = Timestamp.distantPast
    /// The last value.
    private var level = 0.0
    // A step that may be a flood: from where to where.
    private var stepFrom: Float = 0
    private var stepTo: Float = 0
    private(set) var phase = DetectorPhase.quiet
    private var certainty = Certainty.possible
    /// Whether the present flood began as one step.
    private var isStep = false

    /// The share of `rises_by` at which a rise begins.
    private static let beginningShare = 0.1

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        let isFirst = clock.newestEventTime == .distantPast
        guard clock.accept(sample) else { return .none }
        let before = isFirst ? sample.value : level
        level = sample.value
        let rise = water.rise(to: sample.value, at: sample.end, over: terms.perNanoseconds)
        defer { water.keep(sample.value, at: sample.end, over: terms.perNanoseconds) }
        switch phase {
        case .raised: return recede(sample, rise, terms)
        case .pending: return confirm(sample, terms)
        case .quiet: return look(at: sample, before: before, rise, terms)
        }
    }

    /// Whether something begins.
    private mutating func look(
        at sample: Sample,
        before: Double,
        _ rise: WaterRise.Result?,
        _ terms: Terms
    ) -> Transition {
        let isHigh = sample.value > terms.above
        let rate = rise?.amount(per: terms.perNanoseconds) ?? 0
        followRise(rate, sample, terms)
        let isRising = rate > max(terms.risesBy, 5 * Double(water.flicker))
        let step = sample.value - before
        guard isHigh || isRising else {
            water.learn(step: step, limit: min(terms.risesBy, terms.above.magnitude))
            return .none
        }
        // What is nearly all of the rise is a step; where nothing is known of before, that it stands says nothing of how.
        guard let rise, step <= 0 || step < 0.8 * rise.amount else {
            phase = .pending
            since = sample.start.later(than: since)
            stepFrom = Float(before)
            stepTo = Float(level)
            isStep = true
            return terms.confirmNanoseconds == 0 ? begin(.possible) : .none
        }
        isStep = false
        since = (isHigh ? sample.start : max(rise.start, risingSince)).later(than: since)
        return begin(isRising || terms.risesBy.isInfinite || rate > terms.risesBy / 10 ? .likely : .possible)
    }

    /// What a rise is compared with may lie long before the first water of it.
    private mutating func followRise(_ rate: Double, _ sample: Sample, _ terms: Terms) {
        guard rate > max(terms.risesBy * Self.beginningShare, Double(water.flicker)) else {
            risingSince = .distantPast
            return
        }
        if risingSince == .distantPast { risingSince = sample.start }
    }

    /// Whether a step is water.
    private mutating func confirm(_ sample: Sample, _ terms: Terms) -> Transition {
        let height = Double(stepTo - stepFrom)
        if sample.value <= terms.above, level <= Double(stepFrom) + height / 2 {
            phase = .quiet
            return .none
        }
        if level > Double(stepTo) + max(5 * Double(water.flicker), height / 10) { return begin(.likely) }
        return sample.end.nanosecondsSince(since) >= terms.confirmNanoseconds ? begin(.possible) : .none
    }

    private mutating func begin(_ certainty: Certainty) -> Transition {
        phase = .raised
        self.certainty = certainty
        calm = CalmSpell()
        return .raised
    }

    /// Whether the water is gone.
    private mutating func recede(_ sample: Sample, _ rise: WaterRise.Result?, _ terms: Terms) -> Transition {
        let isRising = (rise?.amount(per: terms.perNanoseconds) ?? 0) > terms.risesBy / 2
        let isCalm = sample.value <= terms.clearBelow && !isRising
        guard calm.hasLasted(terms.clearAfterNanoseconds, isCalm: isCalm, at: sample) else { return .none }
        phase = .quiet
        return .cleared
    }

    /// When a step will have stood for long enough, should nothing contradict it.
    @inline(__always)
    func deadline(_ terms: Terms) -> Timestamp {
        guard phase == .pending else { return .distantFuture }
        return clock.arrival(ofEventTime: since.advanced(byNanoseconds: terms.confirmNanoseconds))
    }

    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict? {
        let due = deadline(terms)
        guard due <= now else { return nil }
        _ = begin(.possible)
        return raised(detectedAt: due, terms)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        level = value
    }

    mutating func rest() {
        phase = .quiet
        forgetRise()
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
        forgetRise()
        calm = CalmSpell()
        if phase == .pending { since = min(since, eventTime) }
    }

    mutating func follow(_ shift: ClockShift) {
        clock.follow(shift)
        water.follow(shift)
        calm.follow(shift)
        risingSince = shift.event(risingSince)
        if phase == .pending { since = shift.event(since) }
    }

    private mutating func forgetRise() {
        water.forget()
        risingSince = .distantPast
    }
}

extension FloodDetector {
    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .cleared else { return raised(detectedAt: sample.arrival, terms) }
        return .cleared(
            from: since,
            to: calm.start,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: terms.clearBelow.isFinite ? terms.clearBelow : .nan
        )
    }

    /// What lies further ahead is no forecast.
    private static let farSeconds = 86_400.0

    private func raised(detectedAt: Timestamp, _ terms: Terms) -> Verdict {
        let newest = clock.newestEventTime
        var evidence = VerdictEvidence()
        evidence.append(.certainty, certainty.share)
        if let rise = water.rise(to: level, at: newest, over: terms.perNanoseconds) {
            evidence.append(.rise, rise.amount, at: rise.start)
            evidence.append(.spanSeconds, Double(max(1, rise.nanoseconds)) / 1e9)
        }
        // Where it is going is told by the youngest half of that: a rise begins slowly.
        if let rise = water.rise(to: level, at: newest, over: max(1, terms.perNanoseconds / 2)) {
            let rate = rise.amount / Double(max(1, rise.nanoseconds)) * 1e9
            evidence.append(.changePerHour, rate * 3_600)
            let left = (terms.above - level) / rate
            if rate > 0, left >= 0, left < Self.farSeconds { evidence.append(.secondsToLimit, left) }
        }
        if isStep {
            evidence.append(.heldSeconds, Double(max(0, newest.nanosecondsSince(since))) / 1e9, at: since)
        }
        return .raised(
            from: since,
            detectedAt: detectedAt,
            value: level,
            threshold: terms.above.isFinite ? terms.above : .nan,
            evidence: evidence,
            valueTime: newest
        )
    }
}
