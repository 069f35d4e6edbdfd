import BelfryModel

/// The state of one silence watch on one series, see ``SilenceParameters``.
struct SilenceDetector: BitwiseCopyable {
    /// 0: learnt.
    private let configuredCadenceNanoseconds: Int64
    private let missedIntervals: Double
    private let atLeastNanoseconds: Int64

    private var learnt = LearntCadence()
    private var lastArrival = Timestamp.distantPast
    private var lastEventTime = Timestamp.distantPast
    private var lastValue = 0.0
    /// Arrival of the first reading of the present delivery, see ``LearntCadence/burstNanoseconds``.
    private var deliveryStart = Timestamp.distantPast
    private(set) var since = Timestamp.distantPast
    private(set) var deadline = Timestamp.distantFuture
    private(set) var phase = DetectorPhase.quiet

    init(_ parameters: SilenceParameters, fleetCadenceNanoseconds: Int64?) {
        let cadence = fleetCadenceNanoseconds ?? parameters.cadenceNanoseconds ?? 0
        self.configuredCadenceNanoseconds = max(0, cadence)
        self.missedIntervals = parameters.missedIntervals
        self.atLeastNanoseconds = parameters.atLeastNanoseconds
    }

    /// The configured cadence, else the learnt one, else nil.
    var cadenceNanoseconds: Int64? {
        if configuredCadenceNanoseconds > 0 { return configuredCadenceNanoseconds }
        return learnt.cadenceSeconds.map(Nanoseconds.from(seconds:))
    }

    mutating func observe(_ reading: Reading) -> Verdict? {
        if reading.flags.contains(.retained) {
            if lastArrival == .distantPast { take(reading) }
            return nil
        }
        if configuredCadenceNanoseconds == 0 { learn(from: reading) }
        let verdict = phase == .raised ? clear(at: reading) : nil
        take(reading)
        return verdict
    }

    mutating func advance(to now: Timestamp) -> Verdict? {
        let due = deadline
        guard due <= now else { return nil }
        phase = .raised
        since = lastArrival.later(than: since)
        deadline = .distantFuture
        return .raised(
            from: since,
            detectedAt: due,
            value: lastValue,
            threshold: .nan,
            evidence: evidence(silentNanoseconds: due.nanosecondsSince(lastArrival))
        )
    }

    mutating func restore(activeSince: Timestamp, value: Double) {
        phase = .raised
        since = activeSince
        lastArrival = activeSince
        lastValue = value
        deadline = .distantFuture
    }

    /// Nothing could arrive until `now` through no fault of the sensor: the silence counts from there.
    mutating func resume(at now: Timestamp) {
        guard phase != .raised, lastArrival != .distantPast, lastArrival < now else { return }
        lastArrival = now
        deliveryStart = .distantPast
        deadline = dueTime
    }

    private var timeoutNanoseconds: Int64? {
        let seconds: Double
        if configuredCadenceNanoseconds > 0 {
            seconds = Double(configuredCadenceNanoseconds) / 1e9 * missedIntervals
        } else if let learnt = learnt.timeoutSeconds(missedIntervals: missedIntervals) {
            seconds = learnt
        } else {
            return nil
        }
        return max(atLeastNanoseconds, Nanoseconds.from(seconds: seconds))
    }

    private var dueTime: Timestamp {
        timeoutNanoseconds.map(lastArrival.advanced(byNanoseconds:)) ?? .distantFuture
    }

    private mutating func take(_ reading: Reading) {
        lastArrival = reading.arrivalTime
        lastEventTime = reading.eventTime
        lastValue = reading.value
        deadline = dueTime
    }

    private mutating func learn(from reading: Reading) {
        guard deliveryStart != .distantPast else {
            deliveryStart = reading.arrivalTime
            return
        }
        let gap = reading.arrivalTime.nanosecondsSince(deliveryStart)
        guard gap >= LearntCadence.burstNanoseconds else { return }
        deliveryStart = reading.arrivalTime
        guard !isBacklog(reading) else { return }
        let credible = timeoutNanoseconds.map { min(gap, $0) } ?? gap
        learnt.learn(gapSeconds: Double(credible) / 1e9)
    }

    /// Whether more time has passed on the sensor's clock than on ours: it was held up and comes in faster than it was
    /// made, so the gaps between arrivals say nothing.
    private func isBacklog(_ reading: Reading) -> Bool {
        let measured = reading.eventTime.nanosecondsSince(lastEventTime)
        let arrived = reading.arrivalTime.nanosecondsSince(lastArrival)
        return measured / 2 - Nanoseconds.perSecond > arrived
    }

    private mutating func clear(at reading: Reading) -> Verdict {
        phase = .quiet
        return .cleared(
            from: since,
            to: reading.arrivalTime,
            detectedAt: reading.arrivalTime,
            value: reading.value,
            threshold: .nan,
            evidence: evidence(silentNanoseconds: reading.arrivalTime.nanosecondsSince(lastArrival))
        )
    }

    private func evidence(silentNanoseconds: Int64) -> VerdictEvidence {
        var evidence = VerdictEvidence()
        evidence.append(.lastSeen, lastValue, at: lastArrival)
        evidence.append(.silentSeconds, Double(silentNanoseconds) / 1e9)
        if configuredCadenceNanoseconds > 0 {
            evidence.append(.configuredCadenceSeconds, Double(configuredCadenceNanoseconds) / 1e9)
        } else if let cadence = learnt.cadenceSeconds {
            evidence.append(.learntCadenceSeconds, cadence)
        }
        if let timeoutNanoseconds { evidence.append(.timeoutSeconds, Double(timeoutNanoseconds) / 1e9) }
        return evidence
    }
}
