import BelfryModel

/// The earliest readings of a stream by event time, at most `limit` of them, with the last arrival for each time.
///
/// Readings come in order of arrival, which is nearly but not quite that of their times. Once more than `limit` are in
/// hand, whatever lies after the last of them is dropped: memory stays at twice the limit, however long the stream.
struct EarliestReadings {
    private let limit: Int
    private var readings: [Reading] = []
    /// Readings after this time cannot be among the earliest any more.
    private(set) var cutoff = Timestamp.distantFuture

    init(limit: Int) {
        self.limit = min(max(0, limit), Int(Int32.max))
        if self.limit == 0 { cutoff = .distantPast }
    }

    /// Takes in the next reading by arrival; O(log limit) amortised.
    mutating func insert(_ reading: Reading) {
        guard reading.eventTime <= cutoff else { return }
        readings.append(reading)
        if readings.count > 2 * limit { settle() }
    }

    /// In order of event time.
    consuming func sorted() -> [Reading] {
        settle()
        return readings
    }

    private mutating func settle() {
        let order = readings.indices.sorted { left, right in
            (readings[left].eventTime, left) < (readings[right].eventTime, right)
        }
        var kept: [Reading] = []
        for index in order {
            if kept.last?.eventTime == readings[index].eventTime { kept.removeLast() }
            kept.append(readings[index])
        }
        if kept.count >= limit {
            kept.removeLast(kept.count - limit)
            cutoff = kept.last?.eventTime ?? .distantPast
        }
        readings = kept
    }
}
