/// How large a ring may be.
public enum RingLimits {
    /// Fewer slots would make the sides take turns.
    public static let slotsMinimum = 2
    /// 16 million slots; a larger wish gets this.
    public static let slotsMaximum = 1 << 24

    /// The smallest power of two that holds `capacity`, within the limits.
    static func slots(for capacity: Int) -> Int {
        let wish = min(max(capacity, slotsMinimum), slotsMaximum)
        return 1 << (Int.bitWidth - (wish - 1).leadingZeroBitCount)
    }
}
