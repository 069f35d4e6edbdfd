// Intuition: the world goes on where it was; a loose contact or a bad radio frame makes one value that does not. One such value is
// nothing, several within an hour are a fault of the sensor.
//
// Limits: told one reading late; two wrong values in a row are no spike; a sensor that spikes for days on end becomes its own
// usual. Refused: a multiple of the mean or the median of what values stand out by, which rings all day on quantities of long
// tails (particles beside a road) or calls every step a spike where most steps are 0: the tail itself is the measure. Source: IOOS,
// "Manual for Real-Time Quality Control", test 6; the running quantile is Robbins and Monro's stochastic approximation (1951).

import BelfryModel

/// The state of one spike watch on one series, see ``SpikeParameters``.
struct SpikeDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        /// In the series' unit; 0: learnt.
        let above: Double
        let withinNanoseconds: Int64
        let times: Float
        let count: UInt8
        let isAverage: Bool

        init(_ parameters: SpikeParameters, above: Double?) {
            self.above = above ?? 0
            self.withinNanoseconds = parameters.withinNanoseconds
            self.times = Float(parameters.times)
            self.count = UInt8(clamping: parameters.count)
            self.isAverage = parameters.method == .average
        }
    }

    /// Values that teach before one is judged.
    private static let lesson: UInt16 = 100
    /// Values in a row that have not moved, from which on they teach nothing: what a stuck sensor says afterwards would all stand out.
    private static let stillness: UInt8 = 12
    /// What a value teaches: it moves the quantile by a hundredth.
    private static let pace: Float = 0.01

    /// The two values before the next; NaN where there is none.
    private var before = Double.nan
    private var middle = Double.nan
    private var middleTime = Timestamp.distantPast
    /// The latest first.
    private var spikes = InlineArray<5, Timestamp>(repeating: .distantPast)
    private(set) var since = Timestamp.distantPast
    /// What all but one in a hundred values stand out by; while little is known the mean.
    private var usual: Float = 0
    /// The least step from a value to another: the sensor's resolution.
    private var leastStep: Float = .infinity
    /// Of the last spike.
    private var size: Float = 0
    private var learnt: UInt16 = 0
    private(set) var phase = DetectorPhase.quiet
    /// Values next to a spike that are not counted anew.
    private var spared: UInt8 = 0
    /// Values in a row like the one before, as far as ``stillness``.
    private var still: UInt8 = 0

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard sample.end > middleTime else {
            // Another value of the same time takes the place of the one before.
            if sample.end == middleTime { middle = sample.value }
            return .none
        }
        let isSpike = judge(sample.value, terms)
        let time = middleTime
        (before, middle, middleTime) = (middle, sample.value, sample.end)
        return isSpike ? count(spikeAt: time, terms) : clear(at: sample.end, terms)
    }

    mutating func restore(activeSince: Timestamp, value: Double, _ terms: Terms) {
        phase = .raised
        since = activeSince
        forget()
    }

    /// What it has learnt stays.
    mutating func rest() {
        phase = .quiet
        forget()
    }

    mutating func followSetBack(to eventTime: Timestamp, arrival: Timestamp) {
        forget()
        middleTime = eventTime.advanced(byNanoseconds: -1)
    }

    mutating func follow(_ shift: ClockShift) {
        middleTime = shift.event(middleTime)
        for index in spikes.indices { spikes[index] = shift.event(spikes[index]) }
    }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        guard transition == .raised else {
            return .cleared(
                from: since,
                to: spikes[0],
                detectedAt: sample.arrival,
                value: sample.value,
                threshold: .nan
            )
        }
        var evidence = VerdictEvidence()
        evidence.append(.spikes, Double(terms.count), at: spikes[Int(terms.count) - 1])
        evidence.append(.spikeSize, Double(size), at: spikes[0])
        evidence.append(.spikeLimit, limit(terms))
        evidence.append(.currentValue, sample.value, at: sample.end)
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: before,
            threshold: .nan,
            evidence: evidence,
            valueTime: spikes[0]
        )
    }
}

extension SpikeDetector {
    /// Whether the value before `next` is a spike; it teaches what is usual.
    private mutating func judge(_ next: Double, _ terms: Terms) -> Bool {
        guard !before.isNaN, !middle.isNaN else { return false }
        let size = Float(min(size(next, terms), 1e30))
        let step = Float(min((next - middle).magnitude, 1e30))
        let isKnown = terms.above > 0 || learnt >= Self.lesson
        let isSpike = isKnown && Double(size) > limit(terms)
        if step > 0, step < leastStep { leastStep = step }
        still = step > 0 ? 0 : min(still + 1, Self.stillness)
        if still < Self.stillness { learn(size) }
        if spared > 0 {
            spared -= 1
            return false
        }
        guard isSpike else { return false }
        self.size = size
        // By the average its neighbours stand out as well: the one before has been counted then, and two are to come.
        spared = terms.isAverage ? 2 : 0
        return true
    }

    private func size(_ next: Double, _ terms: Terms) -> Double {
        if terms.isAverage { return (middle - (before / 2 + next / 2)).magnitude }
        let (rise, fall) = (middle - before, next - middle)
        return (rise > 0) == (fall > 0) ? 0 : min(rise.magnitude, fall.magnitude)
    }

    /// What a value has to stand out by; at least five steps of the sensor's resolution where it is learnt.
    private func limit(_ terms: Terms) -> Double {
        if terms.above > 0 { return terms.above }
        let steps: Float = leastStep.isFinite ? 5 * leastStep : 0
        return Double(max(terms.times * usual, steps))
    }

    private mutating func learn(_ size: Float) {
        guard learnt < Self.lesson else {
            usual *= size > usual ? 1 + 0.99 * Self.pace : 1 - 0.01 * Self.pace
            if leastStep.isFinite { usual = max(usual, leastStep / 2) }
            return
        }
        learnt += 1
        let credible = learnt > 8 && usual > 0 ? min(size, 8 * usual) : size
        usual += (credible - usual) / Float(learnt)
        // Of noise that is normally distributed.
        if learnt == Self.lesson { usual *= 5 }
    }

    private mutating func count(spikeAt time: Timestamp, _ terms: Terms) -> Transition {
        for index in stride(from: spikes.count - 1, to: 0, by: -1) { spikes[index] = spikes[index - 1] }
        spikes[0] = time
        let first = spikes[Int(terms.count) - 1]
        guard phase != .raised, first != .distantPast, time.nanosecondsSince(first) <= terms.withinNanoseconds else {
            return .none
        }
        phase = .raised
        since = first.later(than: since)
        return .raised
    }

    private mutating func clear(at time: Timestamp, _ terms: Terms) -> Transition {
        guard phase == .raised else { return .none }
        // After a restart the time without a spike begins now.
        if spikes[0] == .distantPast { spikes[0] = time }
        guard time.nanosecondsSince(spikes[0]) >= terms.withinNanoseconds else { return .none }
        phase = .quiet
        return .cleared
    }

    private mutating func forget() {
        (before, middle, spared) = (.nan, .nan, 0)
        spikes = InlineArray<5, Timestamp>(repeating: .distantPast)
    }
}
