import BelfryModel

/// Hours of some series, ready to be packed in one transaction.
struct SealingSlice {
    /// What is taken off the open readings once the hours are stored.
    struct Taken {
        var series: SeriesID
        /// The first so many in order of arrival, but for the held ones.
        var count: Int
        var held: [ChunkPoint]
    }

    private(set) var hours: [(key: ChunkKey, points: [ChunkPoint])] = []
    private(set) var taken: [Taken] = []
    private var pointCount = 0

    var isEmpty: Bool { hours.isEmpty }
    var isFull: Bool { pointCount >= StoreLimits.readingsPerSlice || taken.count >= StoreLimits.seriesPerSlice }

    /// Takes in a series' readings in the order of arrival.
    mutating func add(_ series: SeriesID, _ points: [ChunkPoint], holding heldHour: Int64?) {
        guard !points.isEmpty else { return }
        let heldTimes = heldHour.map { Timestamp(hour: $0)..<Timestamp(hour: $0 + 1) }
        let held = heldTimes.map { times in points.filter { times.contains($0.eventTime) } } ?? []
        taken.append(Taken(series: series, count: points.count, held: held))
        pointCount += points.count
        guard held.count < points.count else { return }
        var ordered = ChunkPoint.settled(points)
        if let heldTimes, !held.isEmpty { ordered.removeAll { heldTimes.contains($0.eventTime) } }
        var start = ordered.startIndex
        while start < ordered.endIndex {
            let hour = ordered[start].eventTime.hour
            let hourEnd = Timestamp(hour: hour + 1)
            let isWhole = start == 0 && ordered[ordered.count - 1].eventTime < hourEnd
            let end =
                isWhole
                ? ordered.endIndex : ordered[start...].firstIndex { $0.eventTime >= hourEnd } ?? ordered.endIndex
            hours.append((ChunkKey(hour: hour, series: series), isWhole ? ordered : Array(ordered[start..<end])))
            start = end
        }
    }
}

extension ChunkPoint {
    /// In order of event time, of several with one time the last to arrive; O(count) where they came in order.
    static func settled(_ points: [ChunkPoint]) -> [ChunkPoint] {
        let isOrdered = zip(points, points.dropFirst()).allSatisfy { $0.eventTime < $1.eventTime }
        if isOrdered { return points }
        let order = points.indices.sorted { (points[$0].eventTime, $0) < (points[$1].eventTime, $1) }
        var settled: [ChunkPoint] = []
        settled.reserveCapacity(points.count)
        for index in order {
            if settled.last?.eventTime == points[index].eventTime { settled.removeLast() }
            settled.append(points[index])
        }
        return settled
    }
}
