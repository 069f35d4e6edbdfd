import BelfryModel

/// A value and since when it holds; 16 bytes.
struct HeldValue: BitwiseCopyable {
    var value: Double
    /// The event time in nanoseconds since 1970.
    var time: Int64

    /// For how many nanoseconds the value holds from `start` on, if its successor or the end comes at `end`.
    ///
    /// A sensor that fell silent does not hold forever: `maximumHold` nanoseconds after its time a value has expired.
    func nanosecondsHeld(from start: Int64, until end: Int64, maximumHold: Int64) -> Int64 {
        let expiry = Timestamp(nanoseconds: time).advanced(byNanoseconds: maximumHold)
        let last = min(Timestamp(nanoseconds: end), expiry)
        return max(0, last.nanosecondsSince(Timestamp(nanoseconds: max(start, time))))
    }
}

extension HeldValue {
    /// No value: it is older than all.
    static let none = HeldValue(value: 0, time: .min)

    var isNone: Bool { time == .min }
}
