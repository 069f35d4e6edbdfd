import BelfryModel

/// How something swings over a day: 24 values at the full hours, straight lines between them.
struct DailyProfile: Sendable {
    private let hours: [Double]

    /// - Parameter hours: 24 values, for 00:00, 01:00, … 23:00 UTC.
    private init(_ hours: [Double]) {
        self.hours = hours
    }

    /// The value at an instant.
    func value(at time: Timestamp) -> Double {
        let intoDay = time.nanosecondsSince(time.alignedDown(toMultipleOf: Nanoseconds.perDay))
        let hour = Int(intoDay / Nanoseconds.perHour) % 24
        let share = Double(intoDay % Nanoseconds.perHour) / Double(Nanoseconds.perHour)
        return hours[hour] + (hours[(hour + 1) % 24] - hours[hour]) * share
    }

    /// Traffic as a share of what the road can carry: two peaks.
    static let traffic = DailyProfile([
        0.10, 0.07, 0.06, 0.06, 0.09, 0.22, 0.50, 0.82, 0.88, 0.68, 0.58, 0.58,
        0.60, 0.60, 0.62, 0.70, 0.84, 0.92, 0.80, 0.58, 0.42, 0.32, 0.24, 0.15,
    ])
    /// What the sun drives, ozone and warmth: 0 before sunrise, 1 in the early afternoon.
    static let sun = DailyProfile([
        0.10, 0.06, 0.03, 0.01, 0.00, 0.02, 0.08, 0.20, 0.36, 0.54, 0.71, 0.85,
        0.95, 1.00, 1.00, 0.95, 0.85, 0.71, 0.56, 0.43, 0.33, 0.25, 0.19, 0.14,
    ])
    /// People in the streets: lunch, and the evening.
    static let people = DailyProfile([
        0.20, 0.10, 0.05, 0.03, 0.03, 0.05, 0.12, 0.30, 0.42, 0.45, 0.52, 0.68,
        0.85, 0.78, 0.62, 0.60, 0.68, 0.85, 1.00, 0.95, 0.82, 0.68, 0.50, 0.34,
    ])
    /// A tide of two waves a day, from -1 to 1.
    static let tide = DailyProfile([
        0.00, 0.50, 0.87, 1.00, 0.87, 0.50, 0.00, -0.50, -0.87, -1.00, -0.87, -0.50,
        0.00, 0.50, 0.87, 1.00, 0.87, 0.50, 0.00, -0.50, -0.87, -1.00, -0.87, -0.50,
    ])
    static let constant = DailyProfile([Double](repeating: 0, count: 24))
}
