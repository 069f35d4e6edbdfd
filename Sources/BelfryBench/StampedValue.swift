/// A value that says when it left.
///
/// Seconds of the monotonic clock, which all processes of a machine share, above any value that a sensor would send: whoever
/// is told of it knows how long that took.
///
/// ```
///   1000036012.345678      10⁹ + seconds: always 17 characters, and to a microsecond in a Double
/// ```
public enum StampedValue {
    /// What stands in a payload until it leaves.
    static let mark = text(nanoseconds: 0)
    /// No value that bears a stamp is lower.
    public static let lowest = 1e9

    static func text(nanoseconds: Int64) -> [UInt8] {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        // The one in front keeps the zeros behind it.
        let fraction = String(1_000_000 + rest / 1_000).dropFirst()
        return Array("\(Int64(lowest) + seconds).\(fraction)".utf8)
    }

    /// When a value left, in nanoseconds of the monotonic clock; nil where it bears no stamp.
    public static func sentNanoseconds(_ value: Double) -> Int64? {
        value >= lowest ? Int64(((value - lowest) * 1e9).rounded()) : nil
    }
}
