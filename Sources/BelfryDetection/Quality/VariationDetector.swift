// How much a sensor's values scatter, block by block, beside how much they used to: noise where it is far more, a lost signal where
// it is far less.
//
//   blocks of an hour     │ .  :  . │ :  .  : │ :' .:.' │': .'.:│
//   mean distance from        0.3       0.4       2.9      3.1        more than 3 × the 0.4 that was most: twice, so raised
//   the neighbours' mean
//
// Intuition: a slope, a rush hour or a front are in the neighbours as well and cancel out; what is left is the sensor's own
// scatter. Limits: it takes two days to learn, and a block or more to tell; what comes creeping is learnt. While it is raised
// nothing is learnt. Refused: the standard deviation of a block, as QARTOD's attenuated signal test has it, since a day's rhythm
// is most of it (``QartodAttenuatedSignal`` is there for those who want it). Sources: IOOS, "Manual for Real-Time Quality Control",
// test 10; von Neumann, "Distribution of the ratio of the mean square successive difference to the variance" (1941).

import BelfryModel

/// The state of one watch over a series' scatter, see ``NoiseParameters`` and ``AttenuatedParameters``.
struct VariationDetector: DetectorMachine {
    struct Terms: Hashable, BitwiseCopyable {
        let isNoise: Bool
        let count: UInt8
        /// Blocks that have to be known before one is judged.
        let neededBlocks: UInt16
        let minimumReadings: Int32
        /// In the series' unit; 0: learnt.
        let limit: Double
        let overNanoseconds: Int64
        let times: Float

        init(isNoise: Bool, limit: Double?, times: Double, overNanoseconds: Int64, minimumReadings: Int, count: Int) {
            self.isNoise = isNoise
            self.count = UInt8(clamping: count)
            self.neededBlocks = UInt16(clamping: max(24, 2 * Nanoseconds.perDay / overNanoseconds))
            self.minimumReadings = Int32(clamping: minimumReadings)
            self.limit = limit ?? 0
            self.overNanoseconds = overNanoseconds
            self.times = Float(times)
        }
    }

    /// The most of noise, or the least of a signal, is forgotten by a fiftieth a block.
    private static let forgetting: Float = 0.02

    /// The two values before the next; NaN where there is none.
    private var before = Double.nan
    private var middle = Double.nan
    private var middleTime = Timestamp.distantPast
    private var blockStart = Timestamp.distantPast
    private var sum = 0.0
    private var runStart = Timestamp.distantPast
    private(set) var since = Timestamp.distantPast
    private var readings: Int32 = 0
    /// The most, or the least, that blocks have come to.
    private var mark: Float = 0
    /// Of the last block.
    private var variation: Float = 0
    private var blocks: UInt16 = 0
    /// Blocks in a row that speak against the present phase.
    private var run: UInt8 = 0
    private(set) var phase = DetectorPhase.quiet

    init(_ terms: Terms) {}

    mutating func observe(_ sample: Sample, _ terms: Terms) -> Transition {
        guard sample.end > middleTime else { return .none }
        let block = sample.end.alignedDown(toMultipleOf: terms.overNanoseconds)
        var transition = Transition.none
        if block != blockStart {
            transition = closeBlock(terms)
            (blockStart, sum, readings) = (block, 0, 0)
        }
        if !before.isNaN, !middle.isNaN {
            // One wild value is a spike and makes no noise.
            sum += min((middle - (before / 2 + sample.value / 2)).magnitude, cap(terms))
            if readings < .max { readings += 1 }
        }
        (before, middle, middleTime) = (middle, sample.value, sample.end)
        return transition
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
        blockStart = shift.event(blockStart)
        runStart = shift.event(runStart)
    }

    /// What a transition that `sample` brought about amounts to.
    func verdict(_ transition: Transition, at sample: Sample, _ terms: Terms) -> Verdict {
        let limit = limit(terms) ?? .nan
        guard transition == .raised else {
            return .cleared(
                from: since,
                to: runStart,
                detectedAt: sample.arrival,
                value: Double(variation),
                threshold: limit
            )
        }
        var evidence = VerdictEvidence()
        if mark > 0 { evidence.append(.usualVariation, Double(mark)) }
        evidence.append(.currentValue, sample.value, at: sample.end)
        evidence.append(.spanSeconds, Double(sample.end.nanosecondsSince(runStart)) / 1e9, at: runStart)
        return .raised(
            from: since,
            detectedAt: sample.arrival,
            value: Double(variation),
            threshold: limit,
            evidence: evidence
        )
    }
}

extension VariationDetector {
    private mutating func closeBlock(_ terms: Terms) -> Transition {
        guard readings >= terms.minimumReadings else { return .none }
        variation = Float(min(sum / Double(readings), 1e30))
        let limit = limit(terms)
        let isOffender = limit.map { terms.isNoise ? Double(variation) > $0 : Double(variation) < $0 } ?? false
        guard isOffender != (phase == .raised) else {
            run = 0
            if phase == .quiet { learn(terms) }
            return .none
        }
        if run == 0 { runStart = blockStart }
        run += 1
        guard run >= terms.count else { return .none }
        run = 0
        guard phase != .raised else {
            phase = .quiet
            return .cleared
        }
        phase = .raised
        since = runStart.later(than: since)
        return .raised
    }

    /// Beyond which a block is an offender; nil while that is not known.
    private func limit(_ terms: Terms) -> Double? {
        if terms.limit > 0 { return terms.limit }
        guard blocks >= terms.neededBlocks else { return nil }
        return Double(terms.isNoise ? mark * terms.times : mark / terms.times)
    }

    private func cap(_ terms: Terms) -> Double {
        let measure = max(terms.limit, Double(mark))
        return measure > 0 ? 4 * Double(terms.times) * measure : .infinity
    }

    private mutating func learn(_ terms: Terms) {
        let isBeyond = terms.isNoise ? variation > mark : variation < mark
        mark = blocks == 0 || isBeyond ? variation : mark + Self.forgetting * (variation - mark)
        if blocks < .max { blocks += 1 }
    }

    private mutating func forget() {
        (before, middle, blockStart) = (.nan, .nan, .distantPast)
        (sum, readings, run) = (0, 0, 0)
    }
}
