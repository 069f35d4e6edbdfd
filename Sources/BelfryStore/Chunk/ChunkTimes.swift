import BelfryModel

/// The column of times in a chunk, see ``ChunkData``.
enum ChunkTimes {
    /// From the coarsest to the finest, in nanoseconds.
    private static let units: [Int64] = [
        Nanoseconds.perSecond, Nanoseconds.perMillisecond, Nanoseconds.perMicrosecond, 1,
    ]

    static func append(_ times: some Sequence<Timestamp>, hour: Timestamp, to writer: inout ByteWriter) {
        let offsets = times.map { $0.nanoseconds &- hour.nanoseconds }
        let unit = units.firstIndex { unit in offsets.allSatisfy { $0 % unit == 0 } } ?? units.count - 1
        var counted = offsets.map { $0 / units[unit] }
        let step = usualStep(of: counted)
        // Sums may wrap around; adding the steps again wraps back.
        for index in counted.indices { counted[index] &-= step &* Int64(index) }
        writer.append(UInt8(unit))
        writer.appendZigzag(step)
        IntegerBlock.appendAll(counted, to: &writer)
    }

    static func read(count: Int, hour: Timestamp, from reader: inout ByteReader) throws(JournalFault) -> [Timestamp] {
        let unit = Int(try reader.byte())
        guard units.indices.contains(unit) else { throw reader.fault("its times have no known unit") }
        let step = try reader.zigzag()
        let counted = try IntegerBlock.readAll(count: count, from: &reader)
        return counted.enumerated().map { index, left in
            Timestamp(nanoseconds: (left &+ step &* Int64(index)) &* units[unit] &+ hour.nanoseconds)
        }
    }

    /// The median distance of two neighbours.
    private static func usualStep(of times: [Int64]) -> Int64 {
        guard times.count > 1 else { return 0 }
        let steps = zip(times.dropFirst(), times).map { $0 &- $1 }.sorted()
        return steps[steps.count / 2]
    }
}
