import BelfryModel

/// The state of one measure of noise on one series, see ``NoisePeriodParameters``.
///
/// Sums go from reading to reading, and a period ends at its instant on the clock, whether one comes then or not.
struct NoisePeriodDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        /// In the series' unit.
        let above: Double
        let minimumCapture: Double
        let holdNanoseconds: Int64
        let measure: NoisePeriodParameters.Measure
        let periods: NoiseDay
        let clock: LocalClock

        /// Whether the measure is known once a period is.
        func isTold(after period: NoiseDay.Period) -> Bool {
            switch measure {
            case .day: period == .day
            case .evening: period == .evening
            case .night, .lden: period == .night
            }
        }
    }

    private var clock = SeriesClock()
    private(set) var since = Timestamp.distantPast
    /// How far the sums go.
    private var summed = Timestamp.distantPast
    private var periodStart = Timestamp.distantPast
    private var periodEnd = Timestamp.distantPast
    // Of the present period.
    private var energySeconds = 0.0
    private var knownSeconds = 0.0
    /// Of the last reading.
    private var energy = 0.0
    // Levels of this noise day, and of the night just past; NaN where too little is known.
    private var dayLevel = Float.nan
    private var eveningLevel = Float.nan
    private var level = Float.nan
    /// Of the period that was told last, or the worst of the three.
    private var capture: Float = 0
    private var period = NoiseDay.Period.day
    private(set) var phase = DetectorPhase.quiet

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard clock.newestEventTime <= sample.end else { return .none }
        let transition = pass(to: sample.end, terms)
        _ = clock.accept(sample)
        if periodEnd <= sample.end { enter(sample.end, terms) }
        energy = SoundLevel.energy(ofDecibels: sample.value)
        return transition
    }

    /// Sums up to an instant, and tells what periods end before.
    private mutating func pass(to end: Timestamp, _ terms: Terms) -> Transition {
        var transition = Transition.none
        // Behind the third end nothing is known that a hold reaches.
        for _ in 0..<3 where periodEnd != .distantPast && periodEnd <= end {
            sum(to: periodEnd, terms)
            let told = close(terms)
            if told != .none { transition = told }
            enter(periodEnd, terms)
        }
        sum(to: end, terms)
        return transition
    }

    /// The last level lasted until an instant, or for as long as one may be taken to.
    private mutating func sum(to end: Timestamp, _ terms: Terms) {
        guard end > summed else { return }
        let known = min(end, clock.newestEventTime.advanced(byNanoseconds: terms.holdNanoseconds))
        let seconds = Double(max(0, known.nanosecondsSince(summed))) / 1e9
        summed = end
        guard clock.newestEventTime != .distantPast, seconds > 0 else { return }
        energySeconds += energy * seconds
        knownSeconds += seconds
    }

    /// A period ends: its level, and what that means.
    private mutating func close(_ terms: Terms) -> Transition {
        let length = Double(max(1, periodEnd.nanosecondsSince(periodStart))) / 1e9
        let share = knownSeconds / length
        let isKnown = share >= terms.minimumCapture && knownSeconds > 0
        let ended = isKnown ? SoundLevel.decibels(ofEnergy: energySeconds / knownSeconds) : .nan
        switch period {
        case .day: dayLevel = Float(ended)
        case .evening: eveningLevel = Float(ended)
        case .night: break
        }
        capture = terms.measure == .lden && period != .day ? min(capture, Float(share)) : Float(share)
        guard terms.isTold(after: period) else { return .none }
        let told = terms.measure == .lden ? lden(night: ended, terms) : ended
        guard told.isFinite else { return .none }
        return judge(told, terms)
    }

    private func lden(night: Double, _ terms: Terms) -> Double {
        // An evening without hours weighs nothing, and nobody asks for its level.
        let evening = terms.periods.hours(of: .evening) == 0 ? 0 : Double(eveningLevel)
        return terms.periods.level(
            dayDecibels: Double(dayLevel),
            eveningDecibels: evening,
            nightDecibels: night
        )
    }

    private mutating func judge(_ told: Double, _ terms: Terms) -> Transition {
        level = Float(told)
        if phase == .raised {
            guard told <= terms.above else { return .none }
            phase = .quiet
            return .cleared
        }
        guard told > terms.above else { return .none }
        phase = .raised
        let start = terms.measure == .lden ? periodEnd.advanced(byNanoseconds: -Nanoseconds.perDay) : periodStart
        since = start.later(than: since)
        return .raised
    }

    /// Begins the period that holds an instant.
    private mutating func enter(_ instant: Timestamp, _ terms: Terms) {
        let local = terms.clock.local(instant)
        let midnight = local.alignedDown(toMultipleOf: Nanoseconds.perDay)
        let hour = Int(local.nanosecondsSince(midnight) / Nanoseconds.perHour)
        period = terms.periods.period(ofHour: hour)
        let endHour =
            switch period {
            case .day: terms.periods.eveningStartHour
            case .evening: terms.periods.nightStartHour
            case .night:
                hour < terms.periods.dayStartHour ? terms.periods.dayStartHour : 24 + terms.periods.dayStartHour
            }
        let end = midnight.advanced(byNanoseconds: Int64(endHour) * Nanoseconds.perHour)
        periodStart = instant
        periodEnd = terms.clock.instant(ofLocal: end, after: instant)
        summed = instant
        energySeconds = 0
        knownSeconds = 0
        guard period == .day else { return }
        dayLevel = .nan
        eveningLevel = .nan
    }

    /// When the measure is known, whether a reading comes or not.
    @inline(__always)
    func deadline(_ terms: Terms) -> Timestamp {
        guard periodEnd != .distantPast, knownSeconds > 0 || clock.newestEventTime >= periodStart,
            terms.isTold(after: period)
        else { return .distantFuture }
        return clock.arrival(ofEventTime: periodEnd)
    }

    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict? {
        let due = deadline(terms)
        guard due <= now else { return nil }
        let end = periodEnd
        let transition = pass(to: end, terms)
        return transition == .none ? nil : verdict(transition, detectedAt: due, terms)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        level = Float(value)
    }

    /// What was summed up is of hours, or of a sensor, that do not count: it must not be judged later.
    mutating func rest() {
        phase = .quiet
        periodEnd = .distantPast
        knownSeconds = 0
        energySeconds = 0
        dayLevel = .nan
        eveningLevel = .nan
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
        periodEnd = .distantPast
        dayLevel = .nan
        eveningLevel = .nan
    }

    mutating func follow(_ shift: ClockShift) {
        clock.follow(shift)
        summed = shift.event(summed)
    }
}

extension NoisePeriodDetector {
    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        verdict(transition, detectedAt: sample.arrival, terms)
    }

    private func verdict(_ transition: Transition, detectedAt: Timestamp, _ terms: Terms) -> Verdict {
        let value = (Double(level) * 100).rounded() / 100
        var evidence = VerdictEvidence()
        evidence.append(.dataCapture, (Double(capture) * 1_000).rounded() / 1_000)
        guard transition == .cleared else {
            return .raised(
                from: since,
                detectedAt: detectedAt,
                value: value,
                threshold: terms.above,
                evidence: evidence
            )
        }
        return .cleared(
            from: since,
            to: periodStart,
            detectedAt: detectedAt,
            value: value,
            threshold: terms.above,
            evidence: evidence
        )
    }
}
