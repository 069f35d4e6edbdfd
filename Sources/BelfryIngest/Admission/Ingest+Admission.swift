import BelfryModel

/// The limits that every reading is held against, as plain bits.
struct AdmissionLimits: BitwiseCopyable {
    let earliestEventTime: Timestamp
    let clockToleranceNanoseconds: Int64
    let allowedLatenessNanoseconds: Int64

    init(_ configuration: IngestConfiguration) {
        earliestEventTime = configuration.earliestEventTime
        clockToleranceNanoseconds = configuration.clockToleranceNanoseconds
        allowedLatenessNanoseconds = configuration.allowedLatenessNanoseconds
    }
}

/// How the readings of one message are admitted.
struct Admission: BitwiseCopyable {
    let arrival: Timestamp
    /// Whether they are stored.
    let stores: Bool
    /// Whether they are evaluated.
    var evaluates: Bool
    /// When a value without a time of its own was measured: at the arrival, when the bypass brought it, or when it came
    /// into the quarantine.
    var measuredBy: Timestamp
    /// Whether they come out of the quarantine.
    var isReplay = false
    /// Whether the broker says that it sent them before.
    var isRedelivered = false

    init(arrival: Timestamp, stores: Bool, evaluates: Bool) {
        self.arrival = arrival
        self.stores = stores
        self.evaluates = evaluates
        self.measuredBy = arrival
    }
}

extension Ingest {
    /// Turns a draft into a reading, or notes why it is none.
    mutating func admit(
        _ draft: ReadingDraft,
        of message: borrowing InboundMessage,
        _ feed: Feed,
        _ route: Route,
        _ admission: Admission,
        _ tally: inout MessageTally,
        _ batch: inout IngestBatch
    ) {
        if message.isRetained, let reason = retainedFault(draft, admission) { return tally.note(.ignored, reason) }
        guard draft.value.isFinite else { return tally.note(.undecoded, .notFinite) }
        switch channel(of: draft.names, message, feed, route, admission, &batch) {
        case .found(let channel):
            if channel.isOfSafety { tally.isOfSafety = true }
            var stamp = QualityStamp(draft, channel, limits, admission)
            if message.isRetained { stamp.flags.insert(.retained) }
            if admission.isReplay { stamp.flags.insert(.replayed) }
            guard stamp.value.isFinite else { return tally.note(.undecoded, .notFinite) }
            admit(stamp.reading(of: channel.series, arrival: admission.arrival), admission, &tally, &batch)
        case .full:
            batch.shedReadingCount += 1
            tally.countShed()
        case .unresolved(let fault): tally.note(fault.outcome, fault.reason)
        }
    }

    /// Puts a reading where it belongs, unless it is known.
    private mutating func admit(
        _ candidate: Reading,
        _ admission: Admission,
        _ tally: inout MessageTally,
        _ batch: inout IngestBatch
    ) {
        var reading = candidate
        guard admission.stores else {
            if !isKnownToBypass(reading) {
                batch.evaluate.append(reading)
                tally.countStored(isLate: false)
            } else {
                tally.countRepeated()
            }
            return
        }
        if reading.timeSource == .payload {
            switch verdict(on: reading, isRedelivered: admission.isRedelivered) {
            case .new: break
            case .correction: reading.flags.insert(.correction)
            case .duplicate:
                batch.duplicateReadingCount += 1
                return tally.countRepeated()
            }
        }
        let isLate = isLate(reading)
        if isLate {
            reading.flags.insert(.late)
            batch.lateReadingCount += 1
        }
        batch.readings.append(reading)
        if admission.evaluates { batch.evaluate.append(reading) }
        tally.countStored(isLate: isLate)
    }

    /// Whether a reading of the bypass is stored already or came by the bypass before.
    private mutating func isKnownToBypass(_ reading: Reading) -> Bool {
        guard reading.timeSource == .payload else { return false }
        let (series, time, arrival) = (reading.series, reading.eventTime, reading.arrivalTime)
        return duplicates.knows(series, at: time, value: reading.value, arrival: arrival)
            || bypassDuplicates.check(series, at: time, value: reading.value, arrival: arrival) == .duplicate
    }

    /// Why a retained value is not taken: a broker keeps the last message of a topic for ever.
    private func retainedFault(_ draft: ReadingDraft, _ admission: Admission) -> Reason? {
        switch draft.time {
        case .at(let instant), .withoutZone(let instant):
            let age = admission.measuredBy.nanosecondsSince(instant)
            return age > limits.allowedLatenessNanoseconds ? .retainedStale : nil
        case .none, .sinceArrival, .unreadable: return .retainedWithoutTime
        }
    }
}
