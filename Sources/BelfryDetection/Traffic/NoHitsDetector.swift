// Intuition: a loop with a cut wire reports 0, which is what an empty road reports; only the hour tells them apart. Limits: a road
// that is closed, and a queue that stands for hours, look the same, so the sentence asks; it takes a week to learn; where summer
// time begins an hour of the morning may be off for some days. Refused: a plain time without hits, which on quiet streets has to be
// as long as a night (IRIS: 4 hours on main lanes, up to 72 elsewhere, by type of lane). Source: MnDOT, IRIS, "Auto Fail".

import BelfryModel

/// The state of one watch for missing traffic on one series, see ``NoHitsParameters``.
struct NoHitsDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        let durationNanoseconds: Int64
    }

    /// Of 255: an hour of the day usually sees traffic when it did on each of seven days.
    private static let busyShare: UInt8 = 217
    /// A longer gap between readings counts as this much.
    private static let longestGapNanoseconds = Nanoseconds.perHour

    /// Of 255, by hour of the day: how often there was traffic lately.
    private var shares = InlineArray<24, UInt8>(repeating: 0)
    private var lastTime = Timestamp.distantPast
    /// How long there was no traffic at hours that usually see some.
    private var emptyNanoseconds: Int64 = 0
    private var emptySince = Timestamp.distantPast
    private(set) var since = Timestamp.distantPast
    private(set) var phase = DetectorPhase.quiet
    private var hasHit = false

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard sample.end > lastTime else { return .none }
        let gap = lastTime == .distantPast ? 0 : sample.end.nanosecondsSince(lastTime)
        if Self.hours(sample.end) != Self.hours(lastTime) { endHour() }
        lastTime = sample.end
        guard sample.value == 0 else {
            hasHit = true
            emptyNanoseconds = 0
            guard phase == .raised else { return .none }
            phase = .quiet
            return .cleared
        }
        if emptyNanoseconds == 0 { emptySince = sample.start }
        guard phase != .raised, shares[Self.hourOfDay(sample.end)] >= Self.busyShare else { return .none }
        emptyNanoseconds += min(max(1, gap), Self.longestGapNanoseconds)
        guard emptyNanoseconds >= terms.durationNanoseconds else { return .none }
        phase = .raised
        since = emptySince.later(than: since)
        return .raised
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
    }

    /// What it has learnt stays.
    mutating func rest() {
        phase = .quiet
        emptyNanoseconds = 0
        lastTime = .distantPast
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        lastTime = eventTime.advanced(byNanoseconds: -1)
    }

    mutating func follow(_ shift: ClockShift) {
        lastTime = shift.event(lastTime)
        emptySince = shift.event(emptySince)
    }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .raised else {
            return .cleared(
                from: since,
                to: sample.start,
                detectedAt: sample.arrival,
                value: sample.value,
                threshold: .nan
            )
        }
        var evidence = VerdictEvidence()
        evidence.append(.heldSeconds, Double(emptyNanoseconds) / 1e9, at: emptySince)
        return .raised(from: since, detectedAt: sample.arrival, value: 0, threshold: .nan, evidence: evidence)
    }
}

extension NoHitsDetector {
    /// Learns from the hour of the last reading; nothing while it is raised.
    private mutating func endHour() {
        defer { hasHit = false }
        guard lastTime != .distantPast, phase != .raised else { return }
        let hour = Self.hourOfDay(lastTime)
        let share = Int(shares[hour])
        shares[hour] = UInt8(clamping: hasHit ? share + (258 - share) / 4 : share - share / 4)
    }

    private static func hours(_ time: Timestamp) -> Int64 {
        Nanoseconds.floorDivide(time.nanoseconds, by: Nanoseconds.perHour)
    }

    private static func hourOfDay(_ time: Timestamp) -> Int { Int((hours(time) % 24 + 24) % 24) }
}
