/// Numbers as devices write them: with a fixed number of decimals.
enum DecimalText {
    /// `47.30` for 47.3 with two decimals; rounded to the nearest.
    ///
    /// `value` is finite and below 10^12 in size.
    static func text(_ value: Double, decimals: Int) -> String {
        let scale = (0..<max(decimals, 0)).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int64((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        if decimals <= 0 { return sign + String(scaled) }
        let fraction = String(scaled % Int64(scale))
        return sign + String(scaled / Int64(scale)) + "."
            + String(repeating: "0", count: decimals - fraction.utf8.count) + fraction
    }
}
