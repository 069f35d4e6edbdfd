import BelfryModel

/// Sealed and open points of a series as one, by event time, up to a limit.
struct PointMerge {
    private let recent: [ChunkPoint]
    private let limit: Int
    private var next = 0
    private var points: [ChunkPoint] = []

    /// - Parameter recent: those that no chunk has for certain, by event time; they are the later word.
    init(recent: [ChunkPoint], limit: Int) {
        self.recent = recent
        self.limit = limit
    }

    var isFull: Bool { points.count >= limit }

    /// Takes in the sealed points that come next by event time.
    mutating func append(_ sealed: [ChunkPoint]) {
        for point in sealed where !isFull {
            while next < recent.count, recent[next].eventTime < point.eventTime, !isFull { takeRecent() }
            guard !isFull else { return }
            if next < recent.count, recent[next].eventTime == point.eventTime {
                takeRecent()
            } else {
                points.append(point)
            }
        }
    }

    /// All that there is, after the last sealed point.
    consuming func finish() -> [ChunkPoint] {
        while next < recent.count, !isFull { takeRecent() }
        return points
    }

    private mutating func takeRecent() {
        points.append(recent[next])
        next += 1
    }
}
