// Intuition: no day of a drift is unusual, ten of them are: what each has too much is summed up.
//
// Limits, the alternatives refused, and the source: at ``ShiftParameters``.

import BelfryModel

/// The state of one watch for lasting shifts on one series, see ``ShiftParameters``.
struct ShiftDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        let stepNanoseconds: Int64
        let threshold: Float
        let slack: Float
    }

    /// Steps until the scatter is known.
    private static let learning: Int32 = 7
    /// The weight of a step in what is usual, once learnt: two months of days.
    private static let slowest = 1.0 / 60
    /// While raised the new level becomes the usual one within some two weeks.
    private static let settling = 1.0 / 7
    /// Steps in a row that fit what is usual, after which a shift is over.
    private static let calmSteps: Int32 = 3
    /// A single step counts for no more scatters than this: one wild day is no shift.
    private static let mostOfAStep = 3.0
    /// A step with less than this share of the usual number of readings says nothing.
    private static let leastShare = 0.5

    private var clock = SeriesClock()
    private(set) var since = Timestamp.distantPast
    private var stepStart = Timestamp.distantPast
    private var riseStart = Timestamp.distantPast
    private var fallStart = Timestamp.distantPast
    private var sum = 0.0
    private var count = 0.0
    private var usualCount = 0.0
    /// What is usual on week days, and on weekends.
    private var weekday = 0.0
    private var weekend = 0.0
    private var scatter = 0.0
    private var rise = 0.0
    private var fall = 0.0
    /// Of the last step, for the verdict.
    private var lastMean = 0.0
    private var lastUsual = 0.0
    private var weekdays: Int32 = 0
    private var weekends: Int32 = 0
    private var calm: Int32 = 0
    private(set) var phase = DetectorPhase.quiet

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard clock.accept(sample) else { return .none }
        let start = sample.end.alignedDown(toMultipleOf: terms.stepNanoseconds)
        let transition = start > stepStart && count > 0 ? close(terms) : .none
        if start != stepStart {
            stepStart = start
            sum = 0
            count = 0
        }
        sum += sample.value
        count += 1
        return transition
    }

    /// Takes in the step that has ended.
    private mutating func close(_ terms: Terms) -> Transition {
        let mean = sum / count
        usualCount = usualCount == 0 ? count : usualCount + (count - usualCount) / 30
        guard count >= usualCount * Self.leastShare else { return .none }
        let isWeekend = terms.stepNanoseconds <= Nanoseconds.perDay && Self.isWeekend(stepStart)
        let steps = isWeekend ? weekends : weekdays
        let usual = isWeekend ? weekend : weekday
        lastMean = mean
        lastUsual = usual
        guard steps > 1, weekdays + weekends >= Self.learning, scatter > 0 else {
            learn(mean, isWeekend, weight: 1 / Double(steps + 1), excess: steps > 0 ? mean - usual : nil)
            return .none
        }
        let excess = min(max((mean - usual) / scatter, -Self.mostOfAStep), Self.mostOfAStep)
        return phase == .raised ? settle(excess, mean, isWeekend) : add(excess, mean, isWeekend, terms)
    }

    /// Sums up what is unusual.
    private mutating func add(_ excess: Double, _ mean: Double, _ isWeekend: Bool, _ terms: Terms) -> Transition {
        let slack = Double(terms.slack)
        if rise == 0 { riseStart = stepStart }
        if fall == 0 { fallStart = stepStart }
        rise = max(0, rise + excess - slack)
        fall = max(0, fall - excess - slack)
        let limit = Double(terms.threshold)
        // What fills a sum is not to become usual before the sum has been told.
        if max(rise, fall) < limit / 2 {
            learn(mean, isWeekend, weight: Self.slowest, excess: excess * scatter)
        }
        guard max(rise, fall) > limit else { return .none }
        since = (rise > limit ? riseStart : fallStart).later(than: since)
        phase = .raised
        calm = 0
        rise = 0
        fall = 0
        return .raised
    }

    /// Waits until the days fit what is usual, which follows them meanwhile.
    private mutating func settle(_ excess: Double, _ mean: Double, _ isWeekend: Bool) -> Transition {
        learn(mean, isWeekend, weight: Self.settling, excess: nil)
        calm = excess.magnitude < 1 ? calm + 1 : 0
        guard calm >= Self.calmSteps else { return .none }
        phase = .quiet
        return .cleared
    }

    private mutating func learn(_ mean: Double, _ isWeekend: Bool, weight: Double, excess: Double?) {
        if isWeekend {
            weekend += weight * (mean - weekend)
            weekends = min(weekends + 1, 1_000)
        } else {
            weekday += weight * (mean - weekday)
            weekdays = min(weekdays + 1, 1_000)
        }
        guard let excess else { return }
        // Of normal noise the mean deviation is 0.8 of the standard one.
        let deviation = excess.magnitude * 1.25
        scatter =
            scatter == 0
            ? deviation : scatter + max(Self.slowest, 1 / Double(weekdays + weekends)) * (deviation - scatter)
    }

    /// Saturday and Sunday in UTC: 1970-01-01 was a Thursday.
    private static func isWeekend(_ time: Timestamp) -> Bool {
        let day = Nanoseconds.floorDivide(time.nanoseconds, by: Nanoseconds.perDay)
        return [2, 3].contains(((day % 7) + 7) % 7)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        calm = 0
    }

    mutating func rest() {
        phase = .quiet
        rise = 0
        fall = 0
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        clock.setBack(to: eventTime, arrival: arrival)
        count = 0
        sum = 0
    }

    mutating func follow(_ shift: ClockShift) { clock.follow(shift) }

    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        var evidence = VerdictEvidence()
        evidence.append(.referenceValue, lastUsual, at: since)
        evidence.append(.usualScatter, scatter)
        evidence.append(.heldSeconds, Double(sample.end.nanosecondsSince(since)) / 1e9, at: since)
        return transition == .raised
            ? .raised(from: since, detectedAt: sample.arrival, value: lastMean, threshold: .nan, evidence: evidence)
            : .cleared(
                from: since,
                to: sample.start,
                detectedAt: sample.arrival,
                value: lastMean,
                threshold: .nan,
                evidence: evidence
            )
    }
}
