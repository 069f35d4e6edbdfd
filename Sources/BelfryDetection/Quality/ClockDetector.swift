// Intuition: transport only adds to a delay, so the least delay of late is the clock's error, and one reading in time shows a right clock.
//
// Limits: readings that come at the pace at which they were measured, an hour later, look like a clock that is an hour behind; nothing is
// known of sensors that tell no time. Refused: the mean or the median of delays, which every backlog moves; the clocks of neighbours, which one
// wrong gateway sets for all of them. Source: the minimum filter of NTP (RFC 5905, section 10).

import BelfryModel

/// The state of one clock watch on one series, see ``ClockParameters``.
///
/// While all is well it need not see the readings whose delay lies in the rule set's ``DelayBand``. Which of these it is shown
/// all the same depends on where ticks fall, so each leaves it as if it had not been shown but for ``lastEventTime``, which
/// ``follow(eventTime:)`` tells as well.
struct ClockDetector: DetectorMachine {
    /// In what sense a reading speaks against the clock.
    private enum Error: UInt8, BitwiseCopyable {
        case none, ahead, behind, impossible
    }

    /// A least delay that shrinks by more than this is one of a gap that is filled.
    private static let shrinkingNanoseconds = 5 * Nanoseconds.perSecond
    /// Of the sensor's interval no more is believed: two of it widen the bound.
    private static let longestIntervalNanoseconds = Nanoseconds.perDay
    /// 2000-01-01: an arrival before it shows that our own clock was never set, and is no measure of theirs.
    private static let ownClockWasSet = Timestamp(seconds: 946_684_800)

    struct Terms: Hashable, BitwiseCopyable {
        let aheadNanoseconds: Int64
        let behindNanoseconds: Int64
        let forNanoseconds: Int64
        let count: Int32

        init(_ parameters: ClockParameters) {
            self.aheadNanoseconds = parameters.aheadNanoseconds
            self.behindNanoseconds = parameters.behindNanoseconds
            self.forNanoseconds = parameters.forNanoseconds
            self.count = Int32(clamping: parameters.count)
        }
    }

    /// Readings in a row that speak against the present phase.
    private var run: Int32 = 0
    private(set) var phase = DetectorPhase.quiet
    private var error = Error.none
    /// Whether it has seen any reading: until then it wants to see all.
    private var hasSeen = false
    /// Whether the next reading has to be shown even with the delay of the last: that was excused by its interval, or our own
    /// clock was set.
    private var vouchesForNothing = false
    /// On the arrival clock.
    private var runStart = Timestamp.distantPast
    /// The least delay of the run.
    private var leastDelay: Int64 = 0
    /// Of the last reading, told or not.
    private var lastEventTime = Timestamp.distantPast
    /// From the event time before the last to the last; 0 where it went back.
    private var interval: Int64 = 0
    /// How far our own clock was set: a sensor that it made wrong was right.
    private var setNanoseconds: Int64 = 0
    private(set) var since = Timestamp.distantPast

    static let needsEveryReading = false
    static let readsWithoutUnit = true

    init(_ terms: Terms) {}

    /// No value says anything to it but while readings are counted, or a first one is waited for.
    func quietBand(_ terms: Terms) -> QuietBand {
        phase == .quiet && run == 0 && hasSeen && !vouchesForNothing ? .everything : .nothing
    }

    /// Takes in a reading of any quality.
    mutating func observe(_ reading: UnsafePointer<Reading>, _ terms: Terms) -> Transition {
        guard !reading.pointee.flags.contains(.retained) else { return .none }
        hasSeen = true
        measureInterval(to: reading.pointee.eventTime)
        let arrival = reading.pointee.arrivalTime
        guard arrival >= Self.ownClockWasSet else {
            vouchesForNothing = true
            return .none
        }
        guard reading.pointee.timeSource == .payload else {
            // Without a time in the payload there is nothing to be said of a clock.
            guard reading.pointee.flags.contains(.clock) else { return .none }
            vouchesForNothing = false
            return take(.impossible, delay: 0, at: arrival, terms)
        }
        let delay = arrival.nanosecondsSince(reading.pointee.eventTime)
        let error = error(of: delay, terms)
        vouchesForNothing =
            error == .none && (delay < -terms.aheadNanoseconds || delay > terms.behindNanoseconds)
        return take(error, delay: delay, at: arrival, terms)
    }

    /// Takes note of the last of the readings that it was not shown.
    mutating func follow(eventTime: Timestamp, arrival: Timestamp) {
        lastEventTime = eventTime
    }

    mutating func follow(_ shift: ClockShift) {
        runStart = shift.arrival(runStart)
        lastEventTime = shift.event(lastEventTime)
        let grown = shift.arrivalNanoseconds - shift.eventNanoseconds
        leastDelay = leastDelay.addingReportingOverflow(grown).partialValue
        setNanoseconds = setNanoseconds.addingReportingOverflow(grown).partialValue
        vouchesForNothing = true
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        run = 0
    }

    mutating func rest() {
        phase = .quiet
        run = 0
    }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .raised else {
            return .cleared(from: since, to: runStart, detectedAt: sample.arrival, value: sample.value, threshold: .nan)
        }
        var evidence = VerdictEvidence()
        if error != .impossible { evidence.append(.clockAheadSeconds, -Double(leastDelay) / 1e9) }
        evidence.append(.aheadLimitSeconds, Double(terms.aheadNanoseconds) / 1e9)
        evidence.append(.behindLimitSeconds, Double(patience(terms)) / 1e9)
        evidence.append(.readings, Double(run), at: runStart)
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: sample.value,
            threshold: .nan,
            evidence: evidence
        )
    }
}

extension ClockDetector {
    private mutating func take(_ error: Error, delay: Int64, at arrival: Timestamp, _ terms: Terms) -> Transition {
        guard phase != .raised else { return clear(by: error, at: arrival, count: terms.count) }
        guard error != .none else {
            run = 0
            return .none
        }
        let (limit, isBelowAll) = leastDelay.subtractingReportingOverflow(Self.shrinkingNanoseconds)
        if run == 0 || error != self.error || delay < limit && !isBelowAll {
            run = 0
            runStart = arrival
            leastDelay = delay
            self.error = error
        }
        if run < .max { run += 1 }
        leastDelay = min(leastDelay, delay)
        guard run >= terms.count, arrival.nanosecondsSince(runStart) >= terms.forNanoseconds else { return .none }
        phase = .raised
        since = runStart.later(than: since)
        return .raised
    }

    private mutating func clear(by error: Error, at arrival: Timestamp, count: Int32) -> Transition {
        // The run that raised ends with the first reading after it.
        guard error == .none else {
            run = 0
            self.error = error
            return .none
        }
        if self.error != .none || run == 0 {
            self.error = .none
            run = 0
            runStart = arrival
        }
        run += 1
        guard run >= count else { return .none }
        run = 0
        phase = .quiet
        return .cleared
    }

    /// What a delay says of the clock; one that our own clock was set by is no error of the sensor's.
    private func error(of delay: Int64, _ terms: Terms) -> Error {
        let error = plainError(of: delay, terms)
        guard error != .none, setNanoseconds != 0 else { return error }
        let (before, isBeyond) = delay.subtractingReportingOverflow(setNanoseconds)
        return !isBeyond && plainError(of: before, terms) == .none ? .none : error
    }

    private func plainError(of delay: Int64, _ terms: Terms) -> Error {
        if delay < -terms.aheadNanoseconds { return .ahead }
        return delay > patience(terms) ? .behind : .none
    }

    /// How far behind a reading may be.
    private func patience(_ terms: Terms) -> Int64 {
        terms.behindNanoseconds.addingReportingOverflow(2 * interval).partialValue
    }

    private mutating func measureInterval(to eventTime: Timestamp) {
        let gap = lastEventTime == .distantPast ? 0 : eventTime.nanosecondsSince(lastEventTime)
        interval = min(max(0, gap), Self.longestIntervalNanoseconds)
        lastEventTime = eventTime
    }
}
