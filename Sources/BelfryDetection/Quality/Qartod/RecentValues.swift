import BelfryModel

/// The last values of a series with their times, as many as there is room for; the oldest goes first.
struct RecentValues: BitwiseCopyable {
    static let capacity = 64

    private var values = InlineArray<64, Double>(repeating: .nan)
    private var times = InlineArray<64, Int64>(repeating: 0)
    private var next = 0
    private(set) var count = 0

    /// NaN stands for a missing value.
    mutating func append(_ value: Double, at time: Timestamp) {
        values[next] = value
        times[next] = time.nanoseconds
        next = (next + 1) % Self.capacity
        count = min(count + 1, Self.capacity)
    }

    /// A value by its age, 0 for the newest, below ``count``.
    func value(_ age: Int) -> Double { values[place(age)] }

    func time(_ age: Int) -> Timestamp { Timestamp(nanoseconds: times[place(age)]) }

    private func place(_ age: Int) -> Int { (next - 1 - age + 2 * Self.capacity) % Self.capacity }
}
