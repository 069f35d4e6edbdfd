import BelfryModel

/// Points by columns, as they come out of packed data: filled block by block, so that unpacking many allocates little.
struct PointColumns {
    /// In nanoseconds since 1970.
    var times: [Int64] = []
    var values: [Double] = []
    /// In the order of points, each for so many of them.
    var stamps: [(length: Int, stamp: ChunkStamp)] = []

    mutating func reserveCapacity(_ count: Int) {
        times.reserveCapacity(count)
        values.reserveCapacity(count)
    }

    /// The points, and those that follow them.
    func points(and following: [ChunkPoint] = []) -> [ChunkPoint] {
        var points: [ChunkPoint] = []
        points.reserveCapacity(times.count + following.count)
        var index = 0
        for run in stamps {
            for _ in 0..<run.length {
                let time = Timestamp(nanoseconds: times[index])
                points.append(ChunkPoint(eventTime: time, value: values[index], stamp: run.stamp))
                index += 1
            }
        }
        points += following
        return points
    }
}
