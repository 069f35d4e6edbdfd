/// Lengths of time are plain `Int64` nanoseconds, named with their unit; here are the usual ones.
public enum Nanoseconds {
    public static let perMicrosecond: Int64 = 1_000
    public static let perMillisecond: Int64 = 1_000_000
    public static let perSecond: Int64 = 1_000_000_000
    public static let perMinute: Int64 = 60 * perSecond
    public static let perHour: Int64 = 60 * perMinute
    public static let perDay: Int64 = 24 * perHour

    /// Division that rounds towards the past, so that windows align before 1970 as well; `divisor` > 0.
    @inlinable
    public static func floorDivide(_ dividend: Int64, by divisor: Int64) -> Int64 {
        let quotient = dividend / divisor
        return dividend % divisor < 0 ? quotient - 1 : quotient
    }

    /// The longest length that both are multiples of; 0 divides nothing and is a multiple of all.
    public static func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left.magnitude > Int64.max.magnitude ? .max : abs(left)
    }

    /// A length in seconds as nanoseconds; saturates, and NaN is 0.
    @inlinable
    public static func from(seconds: Double) -> Int64 {
        let scaled = (seconds * 1e9).rounded()
        if scaled.isNaN { return 0 }
        if scaled >= 9.2233720368547748e18 { return .max }
        if scaled <= -9.2233720368547748e18 { return .min }
        return Int64(scaled)
    }
}
