import BelfryModel
import Glibc

/// One channel of a place: what is usual, how much that varies, and whether it has just risen.
struct FireChannel: BitwiseCopyable {
    private var usual = 0.0
    /// Mean distance from the usual.
    private var spread = 0.0
    /// Beginning of the present rise, or of the last.
    private(set) var since = Timestamp.distantPast
    /// End of the last interval that was risen.
    private(set) var last = Timestamp.distantPast
    /// How far above the usual the last known value is.
    private(set) var rise = Double.nan
    /// The rise as a multiple of what counts, at most, while it lasts.
    private(set) var strength: Float = 0
    /// Whether the last known value is risen; it stays so while nothing is known.
    private(set) var isRisen = false
    /// Intervals that the usual knows of; saturates.
    private var learnt: UInt16 = 0

    /// Takes in a mean, or NaN.
    mutating func observe(_ value: Double, _ interval: FireInterval, least: Double, _ parameters: FireParameters) {
        guard value.isFinite else { return }
        rise = value - usual
        let strength = rise / max(least, parameters.spreads * spread)
        let isRisen = learnt >= Self.leastLearnt && strength >= 1
        if isRisen {
            if !self.isRisen || interval.end.nanosecondsSince(last) > parameters.withinNanoseconds {
                since = interval.start
                self.strength = 0
            }
            last = interval.end
            self.strength = max(self.strength, Float(strength))
        }
        self.isRisen = isRisen
        learn(value, interval, parameters)
    }

    /// What has risen belongs to a fire that is over, and bears out no further one.
    mutating func forgetRise() { last = .distantPast }

    /// A rise teaches little, or the fire would be usual before it is out; and a new usual is one after some hours.
    private mutating func learn(_ value: Double, _ interval: FireInterval, _ parameters: FireParameters) {
        learnt = learnt == .max ? .max : learnt + 1
        let length = Double(max(1, interval.end.nanosecondsSince(interval.start)))
        let weight = max(1 - exp(-length / Double(parameters.memoryNanoseconds)), 1 / Double(learnt))
        let share = isRisen ? weight / 8 : weight
        spread += (min((value - usual).magnitude, isRisen ? spread : .infinity) - spread) * share
        usual = learnt == 1 ? value : usual + (value - usual) * share
        if learnt == 1 { spread = 0 }
    }

    /// Nothing rises before so many intervals are known.
    private static let leastLearnt = 10
}
