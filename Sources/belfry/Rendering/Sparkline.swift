/// A series in one line of eight block heights; where nothing was measured it shows nothing.
enum Sparkline {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The line of `width` columns over evenly spaced slots of time.
    ///
    /// - Parameters:
    ///   - points: positions within the line's span, 0...1, and values; any order.
    ///   - width: columns, at least 1.
    /// - Returns: the mean of each slot between the least and the greatest of them; a level series runs in the middle.
    static func line(_ points: [(position: Double, value: Double)], width: Int) -> String {
        guard width > 0 else { return "" }
        var sums = [Double](repeating: 0, count: width)
        var counts = [Int](repeating: 0, count: width)
        for point in points where point.value.isFinite && (0...1).contains(point.position) {
            let slot = min(width - 1, Int(point.position * Double(width)))
            sums[slot] += point.value
            counts[slot] += 1
        }
        let means = zip(sums, counts).map { $1 == 0 ? nil : $0 / Double($1) }
        guard let low = means.compactMap(\.self).min(), let high = means.compactMap(\.self).max() else {
            return String(repeating: " ", count: width)
        }
        return String(means.map { mean in mean.map { block($0, low: low, high: high) } ?? " " })
    }

    private static func block(_ value: Double, low: Double, high: Double) -> Character {
        guard high > low else { return blocks[3] }
        let share = (value - low) / (high - low)
        return blocks[share.isFinite ? max(0, min(7, Int(share * 8))) : 3]
    }
}
