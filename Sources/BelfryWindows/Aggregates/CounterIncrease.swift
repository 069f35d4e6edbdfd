// A counter only grows, but for two reasons: it rolls over at its modulus, or its device starts anew.
//
//     modulus ┬───────────────────────  top tenth        65530 ─► 4       rollover: 65536 − 65530 + 4 = 10
//             │                                          30000 ─► 4       reset:    4
//             │                                          65530 ─► 30000   reset:    30000
//           0 ┴───────────────────────  bottom tenth
//
// A reset just below the modulus looks like a rollover, and a rollover in which more than a tenth went by unseen looks
// like a reset: sample a counter at least ten times per turn.

import BelfryModel

/// By how much a counter has grown, in the counter's unit; ordered, 64 bytes.
///
/// Sources: RFC 2578, 7.1.6 and 7.1.10 (Counter32 and Counter64 roll over and have no defined start); Prometheus'
/// `increase()` for resets (the counter started at 0), here without extrapolation to the ends of the range.
///
/// The increase belongs to the later of two readings. A window's sum merged onto ``init(startingAt:)`` of the last reading
/// before it counts what came between as well, so that consecutive windows' increases add up to the whole. Readings are
/// added in the order of event time, one for each; a negative value, which no counter has, counts as 0. Every call of one
/// counter is to be given the same modulus. Relative error 2⁻⁵²; whole counters below 2⁵³ are exact.
struct CounterIncrease: BitwiseCopyable {
    private var first = HeldValue(value: 0, time: .max)
    private var newest = HeldValue(value: 0, time: .min)
    private var sum = CompensatedSum()
    /// How often the counter began again at its modulus.
    private(set) var rollovers = 0
    /// How often it began again for any other reason.
    private(set) var resets = 0

    /// A counter of which nothing is known.
    init() {}

    /// A counter of which one reading is known: the increase counts from there.
    init(startingAt reading: HeldValue) {
        first = HeldValue(value: max(0, reading.value), time: reading.time)
        newest = first
    }

    var isEmpty: Bool { newest.time < first.time }

    /// The last reading, to start the next window at; nil where there is none.
    var last: HeldValue? { isEmpty ? nil : newest }

    /// Takes in the next reading.
    ///
    /// - Parameters:
    ///   - modulus: one more than the largest value (2¹⁶, 2³², 10⁶, …), above 0; nil: the counter never rolls over.
    mutating func add(_ value: Double, at time: Int64, modulus: Double?) {
        merge(CounterIncrease(startingAt: HeldValue(value: value, time: time)), modulus: modulus)
    }

    /// Appends a counter whose readings come after this one's.
    mutating func merge(_ later: Self, modulus: Double?) {
        guard !later.isEmpty else { return }
        guard !isEmpty else {
            self = later
            return
        }
        assert(later.first.time >= newest.time, "readings are added in the order of event time")
        bridge(to: later.first.value, modulus: modulus)
        sum.add(later.sum)
        rollovers += later.rollovers
        resets += later.resets
        newest = later.newest
    }

    private mutating func bridge(to value: Double, modulus: Double?) {
        let previous = newest.value
        if value >= previous {
            sum.add(CompensatedSum(value, minus: previous))
        } else if let modulus, previous < modulus, previous >= 0.9 * modulus, value < 0.1 * modulus {
            rollovers += 1
            sum.add(CompensatedSum(modulus, minus: previous))
            sum.add(CompensatedSum(value))
        } else {
            resets += 1
            sum.add(CompensatedSum(value))
        }
    }

    /// The increase, at least 0; nil where nothing is known.
    ///
    /// A single reading has an increase of 0.
    var increase: Double? { isEmpty ? nil : sum.value }

    /// The increase per second between the first and the last reading; nil where no time lies between them.
    var ratePerSecond: Double? {
        guard !isEmpty, newest.time > first.time else { return nil }
        let elapsed = Timestamp(nanoseconds: newest.time).nanosecondsSince(Timestamp(nanoseconds: first.time))
        return (sum.value / (Double(elapsed) / 1e9)).saturated
    }
}
