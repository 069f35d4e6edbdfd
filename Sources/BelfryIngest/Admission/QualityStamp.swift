// A reading is stamped once, on entry. What makes it doubtful, worst last:
//
//   contradiction, identity conflict, clock ─► suspect      unit unknown ─► unknown      out of range ─► bad

import BelfryModel

/// A draft on its way to a reading: value converted, time chosen, quality decided.
struct QualityStamp {
    var value: Double
    var eventTime: Timestamp
    var timeSource: TimeSource
    var flags: QualityFlags

    /// Flags that make a reading doubtful and no more.
    private static let suspicious: QualityFlags = [
        .clock, .deviceStatus, .identityConflict, .coordinatesSwapped, .contradiction,
    ]

    init(_ draft: ReadingDraft, _ channel: Channel, _ limits: AdmissionLimits, _ admission: Admission) {
        value = channel.conversion.apply(to: draft.value)
        flags = draft.flags.union(channel.flags)
        eventTime = admission.measuredBy
        timeSource = .arrival
        takeTime(draft.time, limits, admission)
        if value < channel.lowest || value > channel.highest { flags.insert(.outOfRange) }
    }

    /// The quality that the flags add up to.
    var quality: Quality { Self.quality(of: flags) }

    /// The quality that flags add up to.
    static func quality(of flags: QualityFlags) -> Quality {
        if flags.isEmpty { return .good }
        if flags.contains(.outOfRange) { return .bad }
        if flags.contains(.unitUnknown) { return .unknown }
        return flags.isDisjoint(with: suspicious) ? .good : .suspect
    }

    /// The reading.
    func reading(of series: SeriesID, arrival: Timestamp) -> Reading {
        Reading(
            series: series,
            value: value,
            eventTime: eventTime,
            arrivalTime: arrival,
            quality: quality,
            flags: flags,
            timeSource: timeSource
        )
    }

    /// Takes the payload's time where it can be true; otherwise the arrival stands in, and shows that it does.
    private mutating func takeTime(_ time: DraftTime, _ limits: AdmissionLimits, _ admission: Admission) {
        switch time {
        case .none: break
        case .at(let instant): takeInstant(instant, limits, admission)
        case .withoutZone(let instant):
            flags.insert(.clock)
            takeInstant(instant, limits, admission)
        case .sinceArrival(let nanoseconds):
            let instant = admission.measuredBy.advanced(byNanoseconds: nanoseconds)
            guard isPlausible(instant, limits, admission) else {
                flags.insert(.clock)
                return
            }
            eventTime = instant
        case .unreadable: flags.insert(.clock)
        }
    }

    private mutating func takeInstant(
        _ instant: Timestamp,
        _ limits: AdmissionLimits,
        _ admission: Admission
    ) {
        guard isPlausible(instant, limits, admission) else {
            flags.insert(.clock)
            return
        }
        eventTime = instant
        timeSource = .payload
    }

    private func isPlausible(
        _ instant: Timestamp,
        _ limits: AdmissionLimits,
        _ admission: Admission
    ) -> Bool {
        guard instant >= limits.earliestEventTime else { return false }
        // A gateway that booted in 1970 cannot tell any sensor that it is ahead: until its clock is set theirs are better.
        return admission.arrival < limits.earliestEventTime
            || instant.nanosecondsSince(admission.arrival) <= limits.clockToleranceNanoseconds
    }
}
