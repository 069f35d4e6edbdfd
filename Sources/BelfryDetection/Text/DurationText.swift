import BelfryModel

/// Lengths of time as an operator says them: `12s`, `4m 30s`, `2h 5m`, `3d 4h`.
enum DurationText {
    /// The two largest parts; below a minute with one decimal where that matters, below a second in milliseconds.
    static func text(ofNanoseconds nanoseconds: Int64) -> String {
        guard nanoseconds > 0 else { return "0s" }
        let seconds = nanoseconds / Nanoseconds.perSecond
        if seconds < 1 { return "\(NumberText.text(of: Double(nanoseconds) / 1e6, significantDigits: 3))ms" }
        if seconds < 60 { return "\(NumberText.text(of: Double(nanoseconds) / 1e9, significantDigits: 3))s" }
        if seconds < 3_600 { return pair(seconds / 60, "m", seconds % 60, "s") }
        if seconds < 86_400 { return pair(seconds / 3_600, "h", seconds % 3_600 / 60, "m") }
        return pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h")
    }

    private static func pair(_ large: Int64, _ largeUnit: String, _ small: Int64, _ smallUnit: String) -> String {
        small == 0 ? "\(large)\(largeUnit)" : "\(large)\(largeUnit) \(small)\(smallUnit)"
    }
}
