/// How many valid values there are of those that there should be.
///
/// Intuition: capture is counted, not measured. Kept as two whole numbers it adds up from hours to days to years
/// without rounding, and 18 of 24 are three quarters and not 0.7499.
/// ```
///   hours of a day   ■■■■■■ □□ ■■■■■■■■ □□□□ ■■■■    18 of 24: a mean
///                    ■■■■■■ □□ ■■■■■■■■ □□□□□ ■■■    17 of 24: none
/// ```
/// Limits: counts of one kind of value; a year counted in hours and one counted in days are not added.
///
/// Not done: to weigh a value by the part of its time that it covers. Annex XI counts hours, each valid or not.
///
/// Source: Directive 2008/50/EC, annex XI, section A; EPA-454/B-24-002 with AirNow forum 171 (18 of 24 hours).
public struct DataCapture: Hashable, Sendable, BitwiseCopyable {
    /// Valid values, 0...expected.
    public var present: Int
    /// Values that there would be without any fault, 0 or more.
    public var expected: Int

    /// A count; `present` in 0...expected.
    public init(present: Int, expected: Int) {
        self.present = present
        self.expected = expected
    }

    /// The hours of a day, midnight to midnight in local standard time, where the day has 24 of them.
    public static func dayOfHours(_ present: Int) -> DataCapture {
        DataCapture(present: present, expected: 24)
    }

    /// 0...1; NaN where nothing is expected.
    public var share: Double { Double(present) / Double(expected) }

    /// Counts one more value that should be there.
    public mutating func count(isValid: Bool) {
        expected += 1
        if isValid { present += 1 }
    }

    /// Both together.
    public static func + (left: DataCapture, right: DataCapture) -> DataCapture {
        DataCapture(present: left.present + right.present, expected: left.expected + right.expected)
    }
}
