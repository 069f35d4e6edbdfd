/// A value that says when it left.
///
/// Microseconds of the monotonic clock, which all processes of a machine share, above any value that a sensor would send:
/// whoever is told of it knows how long that took.
///
/// ```
///   1000036012345678      1 · 10¹⁵ + microseconds: 16 digits, exact in a Double
/// ```
public enum StampedValue {
    /// What stands in a payload until it leaves.
    static let mark = text(nanoseconds: 0)
    /// No value that bears a stamp is lower.
    public static let lowest = 1e15

    static func text(nanoseconds: Int64) -> [UInt8] {
        Array(String(Int64(lowest) + nanoseconds / 1_000).utf8)
    }

    /// When a value left, in nanoseconds of the monotonic clock; nil where it bears no stamp.
    public static func sentNanoseconds(_ value: Double) -> Int64? {
        value >= lowest ? Int64(((value - lowest) * 1_000).rounded()) : nil
    }
}
