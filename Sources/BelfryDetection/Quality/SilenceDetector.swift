// Intuition: a sensor that has died says nothing, so only the word that does not come can tell.
//
// Limits: told after `missed` intervals at the earliest; a sensor that rests each night by itself rings each night unless its rule allows for
// it; one that speaks on change alone needs a heartbeat. Refused: one timeout for all sensors; the broker's last will, which tells of a client
// and not of the sensor behind it; what a reading says, since a bad one is a sign of life. Source: IOOS, "Manual for Real-Time Quality
// Control", test 1 (gap); the learnt cadence is ours, see `LearntCadence`.

import BelfryModel

/// The state of one silence watch on one series, see ``SilenceParameters``.
struct SilenceDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        /// 0: learnt.
        let configuredCadenceNanoseconds: Int64
        let missedIntervals: Double
        let atLeastNanoseconds: Int64

        init(_ parameters: SilenceParameters, fleetCadenceNanoseconds: Int64?) {
            let cadence = fleetCadenceNanoseconds ?? parameters.cadenceNanoseconds ?? 0
            self.configuredCadenceNanoseconds = max(0, cadence)
            self.missedIntervals = parameters.missedIntervals
            self.atLeastNanoseconds = parameters.atLeastNanoseconds
        }

        /// How long nothing may come at a cadence.
        func timeoutNanoseconds(seconds: Double) -> Int64 {
            max(atLeastNanoseconds, Nanoseconds.from(seconds: seconds))
        }
    }

    private var learnt = LearntCadence()
    /// How long nothing may come; `.max` while the cadence is not known.
    private var timeoutNanoseconds = Int64.max
    private var lastArrival = Timestamp.distantPast
    private var lastEventTime = Timestamp.distantPast
    private var lastValue = 0.0
    /// Arrival of the first reading of the present delivery, see ``LearntCadence/burstNanoseconds``.
    private var deliveryStart = Timestamp.distantPast
    private(set) var since = Timestamp.distantPast
    private var due = Timestamp.distantFuture
    /// How far the arrival clock was moved during the silence that is raised, in seconds: so much of it has not passed.
    private var movedSeconds: UInt32 = 0
    // The smallest last: what lies between fields is in the image, and may be anything.
    private(set) var phase = DetectorPhase.quiet
    private var gapsLearnt: UInt8 = 0

    static let readsWithoutUnit = true

    init(_ terms: Terms) {
        guard terms.configuredCadenceNanoseconds > 0 else { return }
        let cadenceSeconds = Double(terms.configuredCadenceNanoseconds) / 1e9
        timeoutNanoseconds = terms.timeoutNanoseconds(seconds: cadenceSeconds * terms.missedIntervals)
    }

    /// The configured cadence, else the learnt one, else nil.
    func cadenceNanoseconds(_ terms: Terms) -> Int64? {
        if terms.configuredCadenceNanoseconds > 0 { return terms.configuredCadenceNanoseconds }
        return learnt.cadenceSeconds.map(Nanoseconds.from(seconds:))
    }

    /// Takes in a reading; a retained one only arms the watch where nothing else has.
    mutating func observe(_ reading: UnsafePointer<Reading>, _ terms: Terms) -> Transition {
        if reading.pointee.flags.contains(.retained) {
            if lastArrival == .distantPast { take(reading) }
            return .none
        }
        if terms.configuredCadenceNanoseconds == 0 { learn(from: reading, terms) }
        take(reading)
        guard phase == .raised else { return .none }
        phase = .quiet
        return .cleared
    }

    @inline(__always)
    func deadline(_ terms: Terms) -> Timestamp { due }

    mutating func advance(to now: Timestamp, _ terms: Terms) -> Verdict? {
        let instant = due
        guard instant <= now else { return nil }
        phase = .raised
        since = lastArrival.later(than: since)
        movedSeconds = 0
        due = .distantFuture
        return raised(detectedAt: instant, terms)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        lastArrival = activeSince
        lastValue = value
        due = .distantFuture
    }

    /// Nothing is due before its next word, and the pause until then says nothing of its rhythm.
    mutating func rest() {
        phase = .quiet
        lastArrival = .distantPast
        deliveryStart = .distantPast
        due = .distantFuture
    }

    /// Nothing could arrive until `now` through no fault of the sensor: the silence counts from there.
    mutating func resume(at now: Timestamp) {
        guard phase != .raised, lastArrival != .distantPast, lastArrival < now else { return }
        lastArrival = now
        deliveryStart = .distantPast
        due = dueTime
    }

    mutating func follow(_ shift: ClockShift) {
        lastArrival = shift.arrival(lastArrival)
        lastEventTime = shift.event(lastEventTime)
        deliveryStart = shift.arrival(deliveryStart)
        due = shift.arrival(due)
        guard phase == .raised else { return }
        movedSeconds = UInt32(clamping: Int64(movedSeconds) + shift.arrivalNanoseconds / Nanoseconds.perSecond)
    }

    private mutating func take(_ reading: UnsafePointer<Reading>) {
        lastArrival = reading.pointee.arrivalTime
        lastEventTime = reading.pointee.eventTime
        lastValue = reading.pointee.value
        due = dueTime
    }

    /// `.distantFuture` where the timeout is `.max`, since the sum saturates.
    private var dueTime: Timestamp { lastArrival.advanced(byNanoseconds: timeoutNanoseconds) }
}

extension SilenceDetector {
    private mutating func learn(from reading: UnsafePointer<Reading>, _ terms: Terms) {
        let arrival = reading.pointee.arrivalTime
        guard deliveryStart != .distantPast else {
            deliveryStart = arrival
            return
        }
        let gap = arrival.nanosecondsSince(deliveryStart)
        guard gap >= LearntCadence.burstNanoseconds else { return }
        deliveryStart = arrival
        guard !isBacklog(reading) else { return }
        let isKnown = timeoutNanoseconds != .max
        // A gap that was a silence counts as twice the timeout at most.
        let credible = isKnown ? min(gap, timeoutNanoseconds.multipliedReportingOverflow(by: 2).partialValue) : gap
        learnt.learn(gapSeconds: Double(credible) / 1e9)
        gapsLearnt &+= 1
        // A root and three divisions: what is known need not be worked out anew with each gap, unless that is a long one.
        guard !isKnown || gapsLearnt & 7 == 0 || gap > timeoutNanoseconds / 2 else { return }
        if let seconds = learnt.timeoutSeconds(missedIntervals: terms.missedIntervals) {
            timeoutNanoseconds = terms.timeoutNanoseconds(seconds: seconds)
        }
    }

    /// Whether more time has passed on the sensor's clock than on ours: it was held up and comes in faster than it was
    /// made, so the gaps between arrivals say nothing.
    private func isBacklog(_ reading: UnsafePointer<Reading>) -> Bool {
        let measured = reading.pointee.eventTime.nanosecondsSince(lastEventTime)
        let arrived = reading.pointee.arrivalTime.nanosecondsSince(lastArrival)
        return measured / 2 - Nanoseconds.perSecond > arrived
    }
}

extension SilenceDetector {
    /// What the reading that ended a silence amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        var evidence = VerdictEvidence()
        let lasted = Double(sample.arrival.nanosecondsSince(since)) / 1e9 - Double(movedSeconds)
        evidence.append(.silentSeconds, max(0, lasted), at: since)
        appendCadence(to: &evidence, terms)
        return .cleared(
            from: since,
            to: sample.arrival,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: .nan,
            evidence: evidence,
            valueTime: sample.arrival
        )
    }

    private func raised(detectedAt: Timestamp, _ terms: Terms) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.lastSeen, lastValue, at: lastArrival)
        evidence.append(.silentSeconds, Double(detectedAt.nanosecondsSince(lastArrival)) / 1e9)
        appendCadence(to: &evidence, terms)
        return .raised(
            from: since,
            detectedAt: detectedAt,
            value: lastValue,
            threshold: .nan,
            evidence: evidence,
            valueTime: lastArrival
        )
    }

    private func appendCadence(to evidence: inout VerdictEvidence, _ terms: Terms) {
        if terms.configuredCadenceNanoseconds > 0 {
            evidence.append(.configuredCadenceSeconds, Double(terms.configuredCadenceNanoseconds) / 1e9)
        } else if let cadence = learnt.cadenceSeconds {
            evidence.append(.learntCadenceSeconds, cadence)
        }
        evidence.append(.timeoutSeconds, Double(timeoutNanoseconds) / 1e9)
    }
}
