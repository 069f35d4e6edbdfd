/// A value that cannot be at this time of the year: `low_by_month`, `high_by_month`, `count`.
///
/// 25 °C are no fault in July and one in January. Either list holds twelve numbers, January first, or four: winter (December to
/// February), spring, summer, autumn. Raised by `count` readings in a row beyond the bounds of the month (UTC) in which they
/// were measured, cleared by as many within.
public struct ClimatologyParameters: Sendable, Hashable {
    /// In the rule's unit; nil: there is no such bound.
    public var lowByMonth: [Double]?
    public var highByMonth: [Double]?
    /// Readings in a row; 1...1,000.
    public var count: Int

    public init(lowByMonth: [Double]? = nil, highByMonth: [Double]? = nil, count: Int = 3) {
        self.lowByMonth = lowByMonth
        self.highByMonth = highByMonth
        self.count = count
    }

    /// Twelve numbers out of four or twelve.
    static func months(of bounds: [Double]) -> [Double] {
        bounds.count == 4 ? (1...12).map { bounds[$0 % 12 / 3] } : bounds
    }
}
