/// The least and the largest value of each month; infinite where there is none.
struct MonthlyBounds: BitwiseCopyable {
    private var lows = InlineArray<12, Float>(repeating: -.infinity)
    private var highs = InlineArray<12, Float>(repeating: .infinity)

    /// 1...12.
    mutating func setLow(_ value: Double, month: Int) { lows[month - 1] = Float(value) }
    mutating func setHigh(_ value: Double, month: Int) { highs[month - 1] = Float(value) }

    func low(_ month: Int) -> Double { Double(lows[month - 1]) }
    func high(_ month: Int) -> Double { Double(highs[month - 1]) }

    /// What lies within the bounds of every month.
    var common: (low: Double, high: Double) {
        (1...12).reduce((-.infinity, .infinity)) { (max($0.0, low($1)), min($0.1, high($1))) }
    }
}

extension MonthlyBounds: Hashable {
    static func == (left: MonthlyBounds, right: MonthlyBounds) -> Bool {
        (1...12).allSatisfy { left.low($0) == right.low($0) && left.high($0) == right.high($0) }
    }

    func hash(into hasher: inout Hasher) {
        for month in 1...12 {
            hasher.combine(low(month))
            hasher.combine(high(month))
        }
    }
}
