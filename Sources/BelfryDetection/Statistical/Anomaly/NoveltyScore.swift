// One detector for any series: a reading is unusual when some residual of it is larger than nearly every residual of that kind and
// sign that this sensor has shown before, and more so where several say so at once. What was largest so far is the measure, so
// that nothing is assumed of how a sensor's values are distributed, and one threshold means the same on each.
//
//   value ─► prefilter ─► residuals: jump, season, smoothed season, activity ─► ÷ signed records ─► 4-norm ──┐
//                    └──► symbol of its size ─► how far the recent histogram is from the long one ──────────┴─► × warm-up
//                                                                                   ÷ cadence, ÷ recent alarms ─► strength
//   strength ≥ 1 ─► one alarm, then a rest that lasts while it stays up; within it only what is much stronger
//
// Limits: bursts of variance, lost seasons and stuck values are seldom found (flat lines have a detector of their own); readings
// that come more often than every four minutes are judged on four minutes of them; sparse counts ring more often than others.
// Refused, each because it was measured: a maximum in the place of the norm (it overfits), records without sign, means in the place
// of records, rarities of pairs and sequences of symbols (no gain beside signed records). The documentation's Anomalies page has
// the figures. Sources: the record ratio is ours; the histogram's distance after Wang, Viswanathan, Choudur, Talwar, Satterfield and
// Schwan, "Statistical techniques for online anomaly detection in data centers" (IFIP/IEEE IM, 2011).

public import BelfryModel
import Glibc

/// How unusual each reading of one series is; no training, a fixed state, O(1) a reading.
public struct NoveltyScore: BitwiseCopyable, Sendable {
    /// What a reading came to.
    public struct Result: Sendable, Hashable, BitwiseCopyable {
        /// What would have been usual, in the unit of the values; NaN before anything is.
        public var expected = Double.nan
        /// 1 or more is unusual.
        public var strength: Float
        /// Whether it is told: the first of an event, or one that is much stronger.
        public var isAlarm: Bool

        /// The strength in [0, 1], 0.5 or more where it is told; 0 for what is unusual and belongs to what has been told.
        ///
        /// In five grades a doubling: finer differences are no evidence.
        public var score: Double {
            guard strength > 0, isAlarm || strength < 1 else { return 0 }
            let grade = exp2(floor(log2(Double(strength)) * 5 + 1e-9) / 5)
            return grade / (1 + grade)
        }
    }

    /// A residual, and what it weighs in the vote.
    private enum Residual: Int, CaseIterable {
        case jump, season, smoothedSeason, activity

        var weight: Float {
            switch self {
            case .jump: 0.832
            case .season: 0.743_844
            case .smoothedSeason: 0.771_26
            case .activity: 1.041_77
            }
        }
    }

    private var block = ReadingBlock()
    private var pace = ReadingPace()
    private var season = SeasonProfile()
    private var histogram = ValueHistogram()
    private var rest = AlarmRest()
    /// Where values are counted from: floats are exact near 0.
    private var origin = 0.0
    private var records = InlineArray<4, SignedRecord>(repeating: SignedRecord())
    private var shapeRecord = SignedRecord()
    private var filtered: Float = 0
    private var fastMean: Float = 0
    private var slowMean: Float = 0
    private var smoothedSeason: Float = 0
    private var activity: Float = 0
    /// Mean errors of the two predictors: the slow mean, and the season.
    private var slowError: Float = 0
    private var seasonError: Float = 0

    public init() {}

    /// Takes in the next reading.
    ///
    /// - Parameters:
    ///   - value: finite.
    ///   - time: its event time; where it goes back no time passes.
    ///   - offsetSeconds: local time less UTC, so that days are those of the city.
    public mutating func observe(_ value: Double, at time: Timestamp, offsetSeconds: Int = 0) -> Result {
        guard value.isFinite, let value = block.take(value, at: time) else {
            return Result(strength: 0, isAlarm: false)
        }
        guard pace.begin(at: time) else {
            origin = value
            return Result(strength: 0, isAlarm: false)
        }
        let hasGap = pace.advance(to: time)
        let y = prefiltered(Float(max(-1e30, min(1e30, value - origin))))
        let window = NoveltyWindow(pace)
        let seasonal = season.residual(of: y, at: time, offsetSeconds: offsetSeconds, besides: slowMean, pace)
        let shape = histogram.take(y, window)
        smoothedSeason += max(1 / 30.859_9, pace.share) * (seasonal.least - smoothedSeason)
        let slowResidual = y - slowMean
        let better = seasonError < slowError ? seasonal.least : slowResidual
        activity += max(1 / 19.952_3, pace.share) * (better.magnitude - activity)
        var votes: Float = 0
        for residual in Residual.allCases {
            let size: Float =
                switch residual {
                case .jump: hasGap ? 0 : y - fastMean
                case .season: seasonal.least
                case .smoothedSeason: smoothedSeason
                case .activity: activity
                }
            let isSteady = residual == .activity
            let ratio = records[residual.rawValue].ratio(of: size, isSteady: isSteady, pace, window)
            let vote = residual.weight * ratio
            votes += vote * vote * vote * vote
        }
        let shapeVote = 0.611_019 * shapeRecord.ratio(of: shape, isSteady: false, pace, window)
        var strength = votes.squareRoot().squareRoot() + 0.498_066 * shapeVote
        strength *= pace.warmUp
        strength /= pace.chances * rest.patience
        strength /= 0.99
        let isAlarm = rest.decide(strength, pace, window)
        learn(y, slowResidual, seasonal, at: time, offsetSeconds: offsetSeconds, window)
        return Result(expected: origin + Double(y - seasonal.least), strength: strength, isAlarm: isAlarm)
    }

    /// Whether nothing but what is much stronger is told at a time.
    func isResting(at time: Timestamp) -> Bool { rest.lasts(at: time) }

    /// Of a fast sensor, an average over some minutes.
    private mutating func prefiltered(_ y: Float) -> Float {
        let share = pace.cadenceSeconds / 250
        guard share < 1 else { return y }
        filtered += max(share, pace.share) * (y - filtered)
        return filtered
    }

    private mutating func learn(
        _ y: Float,
        _ slowResidual: Float,
        _ seasonal: SeasonProfile.Residual,
        at time: Timestamp,
        offsetSeconds: Int,
        _ window: NoveltyWindow
    ) {
        slowError += window.slowShare * (slowResidual.magnitude - slowError)
        seasonError += window.slowShare * (seasonal.plain.magnitude - seasonError)
        season.learn(y, seasonal, pace)
        fastMean += max(1 / 1.2, pace.share) * (y - fastMean)
        slowMean += window.slowShare * (y - slowMean)
        histogram.follow(y, pace)
    }
}
