// A value holds from its event time to the next one's, or until it has expired:
//
//     value
//       │      ┌────────┐
//       │ ─ ─ ─┤        │        ┌────────…
//       │carried        └──┐     │ holding to the end
//       │ in   │           ┆     │
//     ──┼──────┼───────────┼─────┼──────────┼── time
//     start  first      expired last       end
//                          ┆◄───►┆ not covered: nothing is known
//
// A pane knows what lies between its first and its last reading; merging bridges from one pane's last value to the next
// one's first; what lies before the first and after the last reading is added when the window closes.

import BelfryModel

/// The integral of a quantity over time, each value holding until the next; ordered, 48 bytes.
///
/// Step interpolation ("last observation carried forward"), as TimeAverage of a stepped variable in OPC UA Part 13
/// (Aggregates): right for every quantity that is sent on change or at uneven times. Readings are added in the
/// order of event time; of two with one event time the one added last holds. Every call of one sum is to be given the
/// same `maximumHold` in nanoseconds, at least 0.
///
/// Relative error of the integral: 2⁻⁵² of Σ|value|·time; values below 1e-280 in magnitude may count as 0.
struct TimeWeightedSum: BitwiseCopyable {
    /// Time is weighed in units of 2⁶³ ns, an exact scale by which no sum of values times times leaves the range.
    private static let unit = 0x1p-63

    /// The event time of the first reading; `Int64.max` before it.
    private(set) var firstTime = Int64.max
    private var newest = HeldValue(value: 0, time: .min)
    private var integral = CompensatedSum()
    /// Nanoseconds between the first and the last reading in which a value held.
    private(set) var coveredNanoseconds: Int64 = 0

    var isEmpty: Bool { firstTime == .max }

    /// The last reading, to be carried into the next window; nil where there is none.
    var last: HeldValue? { isEmpty ? nil : newest }

    /// Takes in the next reading.
    mutating func add(_ value: Double, at time: Int64, maximumHold: Int64) {
        assert(isEmpty || time >= newest.time, "readings are added in the order of event time")
        if isEmpty {
            firstTime = time
        } else {
            hold(newest, from: newest.time, until: time, maximumHold: maximumHold)
        }
        newest = HeldValue(value: value, time: time)
    }

    /// Appends a sum whose readings come after this one's.
    mutating func merge(_ later: Self, maximumHold: Int64) {
        guard !later.isEmpty else { return }
        guard !isEmpty else {
            self = later
            return
        }
        assert(later.firstTime >= newest.time, "sums are merged in the order of event time")
        hold(newest, from: newest.time, until: later.firstTime, maximumHold: maximumHold)
        integral.add(later.integral)
        cover(later.coveredNanoseconds)
        newest = later.newest
    }

    private mutating func hold(_ held: HeldValue, from start: Int64, until end: Int64, maximumHold: Int64) {
        let nanoseconds = held.nanosecondsHeld(from: start, until: end, maximumHold: maximumHold)
        integral.add(CompensatedSum(product: held.value, Double(nanoseconds) * Self.unit))
        cover(nanoseconds)
    }

    private mutating func cover(_ nanoseconds: Int64) {
        // All of time from one end of the permitted range to the other is one nanosecond too much.
        let (sum, overflow) = coveredNanoseconds.addingReportingOverflow(nanoseconds)
        coveredNanoseconds = overflow ? .max : sum
    }

    /// The mean over the window `start ..< end`, all of whose readings are in this sum.
    ///
    /// - Parameters:
    ///   - carriedIn: the last reading before the window; nil where there is none.
    func mean(from start: Int64, to end: Int64, carriedIn: HeldValue?, maximumHold: Int64) -> TimeWeightedMean {
        var whole = self
        if let carriedIn {
            assert(carriedIn.time <= start, "what is carried in comes from before the window")
            whole.hold(carriedIn, from: start, until: min(firstTime, end), maximumHold: maximumHold)
        }
        if let last {
            whole.hold(last, from: last.time, until: end, maximumHold: maximumHold)
        }
        return TimeWeightedMean(
            sum: whole.integral.value,
            weight: Double(whole.coveredNanoseconds) * Self.unit,
            coveredNanoseconds: whole.coveredNanoseconds,
            lengthNanoseconds: Timestamp(nanoseconds: end).nanosecondsSince(Timestamp(nanoseconds: start))
        )
    }
}
