import BelfryModel
import Glibc

/// The state of one dose of carbon monoxide on one series, see ``CarbonMonoxideDoseParameters``.
///
/// A value lasts from its reading on: only so is it known, before the next one comes, when the dose will be full.
struct CarbonMonoxideDoseDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        let curve: CarbonMonoxideCurve
        /// In the series' unit, below what counts.
        let clearBelow: Double
        let clearAfterNanoseconds: Int64
        let holdNanoseconds: Int64
        let recoverySeconds: Double
    }

    private var clock = SeriesClock()
    /// Beginning of what is raised, or was last.
    private(set) var since = Timestamp.distantPast
    /// Beginning of the present exposure; between exposures any.
    private var exposureStart = Timestamp.distantPast
    private var calm = CalmSpell()
    /// 1 is the alarm.
    private var dose = 0.0
    private var lastValue = 0.0
    /// Of the last value, from a dose of 0; infinite where it does not count.
    private var secondsToAlarm = Double.infinity
    /// What was left of former exposures when the present one began.
    private var doseAtStart: Float = 0
    private(set) var phase = DetectorPhase.quiet

    static let needsEveryReading = false

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        let before = clock.newestEventTime
        guard clock.accept(sample) else { return .none }
        if before != .distantPast { pass(sample.end.nanosecondsSince(before), terms) }
        lastValue = sample.value
        secondsToAlarm = terms.curve.secondsToAlarm(at: sample.value)
        if phase == .raised {
            let isCalm = sample.value <= terms.clearBelow
            guard calm.hasLasted(terms.clearAfterNanoseconds, isCalm: isCalm, at: sample) else { return .none }
            phase = .quiet
            return .cleared
        }
        if phase == .quiet, secondsToAlarm.isFinite {
            phase = .pending
            exposureStart = sample.start
            doseAtStart = Float(dose)
        }
        guard phase == .pending, dose >= 1 else { return .none }
        begin()
        return .raised
    }

    /// The last value lasted for so long, or for as long as one may be taken to.
    private mutating func pass(_ nanoseconds: Int64, _ terms: Terms) {
        if secondsToAlarm.isFinite {
            dose = min(1, dose + Double(min(nanoseconds, terms.holdNanoseconds)) / 1e9 / secondsToAlarm)
        } else if dose > 0 {
            // However long it was: what is not measured is not known to have done harm.
            dose *= exp2(-Double(nanoseconds) / 1e9 / terms.recoverySeconds)
            guard dose < Self.leastDose else { return }
            dose = 0
            if phase == .pending { phase = .quiet }
        }
    }

    private mutating func begin() {
        phase = .raised
        since = exposureStart.later(than: since)
        calm = CalmSpell()
    }

    /// Less than this is none.
    private static let leastDose = 0.01

    /// When the dose will be full, should the value last and the hold suffice.
    @inline(__always)
    func deadline(_ terms: Terms) -> Timestamp {
        guard phase == .pending, secondsToAlarm.isFinite else { return .distantFuture }
        let left = Nanoseconds.from(seconds: max(0, 1 - dose) * secondsToAlarm)
        guard left <= terms.holdNanoseconds else { return .distantFuture }
        return clock.arrival(ofEventTime: clock.newestEventTime.advanced(byNanoseconds: left))
    }

    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict? {
        let due = deadline(terms)
        guard due <= now else { return nil }
        let end = clock.newestEventTime.advanced(byNanoseconds: due.nanosecondsSince(clock.newestArrival))
        begin()
        return raised(at: end, detectedAt: due, terms)
    }

    func quietBand(_ terms: Terms) -> QuietBand {
        phase == .quiet && dose == 0 ? QuietBand(from: -.infinity, through: terms.curve.least.nextDown) : .nothing
    }

    mutating func follow(eventTime: Timestamp, arrival: Timestamp) {
        clock.follow(eventTime, arrival: arrival)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        exposureStart = activeSince
        lastValue = value
        dose = 1
    }

    mutating func rest() {
        phase = .quiet
        dose = 0
        secondsToAlarm = .infinity
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
        calm = CalmSpell()
        if phase == .pending { exposureStart = min(exposureStart, eventTime) }
    }

    mutating func follow(_ shift: ClockShift) {
        clock.follow(shift)
        calm.follow(shift)
        if phase == .pending { exposureStart = shift.event(exposureStart) }
    }
}

extension CarbonMonoxideDoseDetector {
    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .cleared else { return raised(at: sample.end, detectedAt: sample.arrival, terms) }
        var evidence = VerdictEvidence()
        evidence.append(.dose, dose, at: sample.end)
        return .cleared(
            from: since,
            to: calm.start,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: terms.clearBelow,
            evidence: evidence
        )
    }

    private func raised(at end: Timestamp, detectedAt: Timestamp, _ terms: Terms) -> Verdict {
        let seconds = Double(max(0, end.nanosecondsSince(exposureStart))) / 1e9
        var evidence = VerdictEvidence()
        evidence.append(.dose, 1, at: end)
        evidence.append(.heldSeconds, seconds, at: exposureStart)
        // After an earlier exposure the present one need not be as long.
        let whole = seconds / Double(max(0.01, 1 - doseAtStart))
        evidence.append(.equivalentLevel, terms.curve.value(alarmingAfterSeconds: whole))
        return .raised(
            from: since,
            detectedAt: detectedAt,
            value: lastValue,
            threshold: terms.curve.least,
            evidence: evidence,
            valueTime: clock.newestEventTime
        )
    }
}
