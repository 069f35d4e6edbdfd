/// A value that cannot be: `low`, `high`, `count`.
///
/// The gross range test of QARTOD (U.S. IOOS, "Manual for Real-Time Quality Control", test 4). Each single offender is
/// already stamped bad when it is decoded and kept out of windows; the finding is about the sensor, so it takes `count`
/// offenders in a row, and as many good values to clear. One is a glitch of the line, two are a fault.
public struct GrossRangeParameters: Sendable, Hashable {
    /// Values below it offend, in the rule's unit; absent together with `high`: the quantity's plausible range.
    public var low: Double?
    /// Values above it offend.
    public var high: Double?
    /// Offenders in a row that raise, and good values in a row that clear; 1...1,000.
    public var count: Int

    public init(low: Double? = nil, high: Double? = nil, count: Int = 2) {
        self.low = low
        self.high = high
        self.count = count
    }
}
