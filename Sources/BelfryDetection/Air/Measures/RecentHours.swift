public import BelfryModel

/// The last 32 hourly means of one pollutant, with their gaps.
///
/// Intuition: 32 slots in a circle. A new hour overwrites the one of 32 hours ago; the hours that were skipped on the
/// way are emptied. Late and corrected hours find their slot as well. A day with the seven hours before it is 31, so that
/// each running mean of a day's eight hours can still be told when the day is over.
/// ```
///   hour of the epoch modulo 32    0    1    2    3   …   30   31
///                                 ┌────┬────┬────┬────┬───┬────┬────┐
///                                 │ 50 │ 43 │ –  │ 21 │ … │ 66 │ 65 │
///                                 └────┴────┴────┴────┴───┴────┴────┘
///                                             ▲ newest: 0 hours ago
/// ```
/// 264 bytes, no allocation, O(1) for the next hour.
///
/// Limits: hours are told apart by the hour of the epoch in which they begin, which is as good for zones that are half
/// an hour off. What is more than 31 hours older than the newest is not taken.
///
/// Not done: a queue that is shifted each hour: it cannot tell a missing hour from one that is still to come.
///
/// Source: EPA-454/B-24-002, the section on NowCast: missing hours keep their place; Directive 2008/50/EC, annex XI: the
/// running means of eight hours.
public struct RecentHours: Sendable, BitwiseCopyable {
    /// How many hours are remembered.
    public static let capacity = 32

    private var slots = InlineArray<32, Double>(repeating: .nan)
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

    /// The mean of some hours in a row, and how many of them there are.
    ///
    /// What is no longer remembered, or not yet known, is missing. The mean of none is NaN.
    public func mean(from start: Timestamp, hours count: Int) -> (mean: Double, capture: DataCapture) {
        let first = Nanoseconds.floorDivide(start.nanoseconds, by: Nanoseconds.perHour)
        var sum = 0.0
        var present = 0
        for hour in first..<first + Int64(count) where hour <= newest && hour > newest - Int64(Self.capacity) {
            let value = slots[Self.slot(of: hour)]
            guard !value.isNaN else { continue }
            sum += value
            present += 1
        }
        return (present == 0 ? .nan : sum / Double(present), DataCapture(present: present, expected: count))
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
