public import BelfryModel

/// The last twelve hourly means of one pollutant, with their gaps.
///
/// Intuition: twelve slots in a circle, one for each hour of the half day. A new hour overwrites the one of twelve
/// hours ago; the hours that were skipped on the way are emptied. Late and corrected hours find their slot as well.
/// ```
///   hour of the epoch modulo 12    0    1    2    3   …   10   11
///                                 ┌────┬────┬────┬────┬───┬────┬────┐
///                                 │ 50 │ 43 │ –  │ 21 │ … │ 66 │ 65 │
///                                 └────┴────┴────┴────┴───┴────┴────┘
///                                             ▲ newest: 0 hours ago
/// ```
/// 104 bytes, no allocation, O(1) for the next hour.
///
/// Limits: hours are told apart by the hour of the epoch in which they begin, which is as good for zones that are half
/// an hour off. What is more than eleven hours older than the newest is not taken.
///
/// Not done: a queue that is shifted each hour: it cannot tell a missing hour from one that is still to come.
///
/// Source: EPA-454/B-24-002, the section on NowCast: twelve hours, missing ones keep their place.
public struct RecentHours: Sendable, BitwiseCopyable {
    /// How many hours are remembered.
    public static let capacity = 12

    private var slots = InlineArray<12, Double>(repeating: .nan)
    /// Hours since the epoch; the least integer before anything has come.
    private var newest = Int64.min

    /// Nothing has come yet.
    public init() {}

    /// Takes an hour's mean in, or that it has none: nil, NaN and infinite are missing.
    ///
    /// - Returns: false where the hour is too old.
    @discardableResult
    public mutating func take(hourStarting start: Timestamp, value: Double?) -> Bool {
        let hour = Nanoseconds.floorDivide(start.nanoseconds, by: Nanoseconds.perHour)
        advance(to: hour)
        guard hour > newest - Int64(Self.capacity) else { return false }
        slots[Self.slot(of: hour)] = value.flatMap { $0.isFinite ? $0 : nil } ?? .nan
        return true
    }

    /// Makes an hour the newest one; it and those that were skipped are missing until they come.
    public mutating func advance(toHourStarting start: Timestamp) {
        advance(to: Nanoseconds.floorDivide(start.nanoseconds, by: Nanoseconds.perHour))
    }

    /// The mean of an hour, 0 being the newest; nil where it is missing.
    ///
    /// `hoursAgo` in 0..<``capacity``.
    public subscript(hoursAgo hoursAgo: Int) -> Double? {
        guard newest != .min else { return nil }
        let value = slots[Self.slot(of: newest - Int64(hoursAgo))]
        return value.isNaN ? nil : value
    }

    private mutating func advance(to hour: Int64) {
        guard hour > newest else { return }
        let skipped = newest == .min ? Int64(Self.capacity) : min(hour - newest, Int64(Self.capacity))
        for index in 0..<skipped { slots[Self.slot(of: hour - index)] = .nan }
        newest = hour
    }

    private static func slot(of hour: Int64) -> Int {
        let rest = Int(hour % Int64(capacity))
        return rest < 0 ? rest + capacity : rest
    }
}
