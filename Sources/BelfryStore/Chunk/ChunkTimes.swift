import BelfryModel

/// The column of times in a chunk, see ``ChunkData``.
enum ChunkTimes {
    /// From the coarsest to the finest, in nanoseconds.
    private static let units: [Int64] = [
        Nanoseconds.perSecond, Nanoseconds.perMillisecond, Nanoseconds.perMicrosecond, 1,
    ]

    static func append(_ times: some Sequence<Timestamp>, hour: Timestamp, to writer: inout ByteWriter) {
        var counted = times.map { $0.nanoseconds &- hour.nanoseconds }
        let unit = coarsen(&counted)
        let step = usualStep(of: counted)
        // Sums may wrap around; adding the steps again wraps back.
        for index in counted.indices { counted[index] &-= step &* Int64(index) }
        writer.append(UInt8(unit))
        writer.appendZigzag(step)
        IntegerBlock.appendAll(counted, to: &writer)
    }

    /// Counts nanoseconds in the coarsest unit that is exact for all, and says which.
    private static func coarsen(_ times: inout [Int64]) -> Int {
        // Lengths that are known here, so that dividing is multiplying.
        if divide(&times, { $0.quotientAndRemainder(dividingBy: 1_000_000_000) }) { return 0 }
        if divide(&times, { $0.quotientAndRemainder(dividingBy: 1_000_000) }) { return 1 }
        if divide(&times, { $0.quotientAndRemainder(dividingBy: 1_000) }) { return 2 }
        return 3
    }

    /// Divides all, or none where one leaves a rest.
    @inline(__always)
    private static func divide(_ times: inout [Int64], _ quotient: (Int64) -> (Int64, Int64)) -> Bool {
        guard times.allSatisfy({ quotient($0).1 == 0 }) else { return false }
        for index in times.indices { times[index] = quotient(times[index]).0 }
        return true
    }

    static func read(
        count: Int,
        hour: Timestamp,
        from reader: inout ByteReader,
        into times: inout [Int64]
    ) throws(JournalFault) {
        let unit = Int(try reader.byte())
        guard units.indices.contains(unit) else { throw reader.fault("its times have no known unit") }
        let step = try reader.zigzag()
        let start = times.count
        try IntegerBlock.readAll(count: count, from: &reader, into: &times)
        let length = units[unit]
        for index in start..<times.count {
            times[index] = (times[index] &+ step &* Int64(index &- start)) &* length &+ hour.nanoseconds
        }
    }

    /// The median distance of two neighbours, of a sample where there are many.
    private static func usualStep(of times: [Int64]) -> Int64 {
        guard times.count > 1 else { return 0 }
        let sample = stride(from: 1, to: times.count, by: max(1, times.count / sampledSteps))
        let steps = sample.map { times[$0] &- times[$0 - 1] }.sorted()
        return steps[steps.count / 2]
    }

    private static let sampledSteps = 31
}
