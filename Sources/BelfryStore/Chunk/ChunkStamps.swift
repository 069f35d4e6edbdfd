import BelfryModel

/// The column of what is said of readings in a chunk, see ``ChunkData``.
enum ChunkStamps {
    private static let timeSourceShift: UInt8 = 2
    private static let mask: UInt8 = 0x03

    static func append(_ points: [ChunkPoint], to writer: inout ByteWriter) {
        if points.allSatisfy({ $0.stamp == .usual }) { return writer.append(0) }
        var runs: [(length: Int, stamp: ChunkStamp)] = []
        for point in points {
            let stamp = point.stamp
            if runs.last?.stamp == stamp { runs[runs.count - 1].length += 1 } else { runs.append((1, stamp)) }
        }
        writer.appendVarint(UInt64(runs.count))
        for run in runs {
            writer.appendVarint(UInt64(run.length))
            writer.append(run.stamp.quality.rawValue | run.stamp.timeSource.rawValue << timeSourceShift)
            writer.appendVarint(UInt64(run.stamp.flags.rawValue))
        }
    }

    static func read(
        count: Int,
        from reader: inout ByteReader,
        into stamps: inout [(length: Int, stamp: ChunkStamp)]
    ) throws(JournalFault) {
        let runs = try reader.varint()
        guard runs > 0 else { return stamps.append((count, .usual)) }
        var left = count
        for _ in 0..<min(runs, UInt64(count)) {
            let length = try reader.varint()
            guard length > 0, length <= UInt64(left) else { throw reader.fault("a run is too long") }
            stamps.append((Int(length), try stamp(&reader)))
            left -= Int(length)
        }
        guard left == 0 else { throw reader.fault("its runs are too short") }
    }

    private static func stamp(_ reader: inout ByteReader) throws(JournalFault) -> ChunkStamp {
        let byte = try reader.byte()
        let flags = try reader.varint()
        guard let quality = Quality(rawValue: byte & mask),
            let timeSource = TimeSource(rawValue: byte >> timeSourceShift),
            let flags = QualityFlags.RawValue(exactly: flags)
        else { throw reader.fault("a run says what no reading can") }
        return ChunkStamp(quality: quality, timeSource: timeSource, flags: QualityFlags(rawValue: flags))
    }
}
