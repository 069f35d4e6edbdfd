import BelfryModel

/// Points of one series, packed by columns: an hour in the history, a few in memory until then.
///
/// ```
///   data   ┌────────┬────────┬───────┬─────────┬────────┬────────┬──────────┐
///          │ format │ count  │ unit  │ step    │ times  │ values │ stamps   │ and a checksum, 4 bytes
///          │ 1 byte │ varint │1 byte │ zigzag  │ blocks │ blocks │ runs     │
///          └────────┴────────┴───────┴─────────┴────────┴────────┴──────────┘
///
///   times    what is left of each once the step, the usual distance, is taken off: 0 1 -1 0 for a sensor with jitter;
///            counted in the coarsest unit that is exact, from the hour on; blocks as ``IntegerBlock``
///   values   ┌──────┬──────────────┐   64 at a time: decimal places 0...5 and integers, or 6: single, or 7: double
///            │ kind │ integers, or │   precision, as they are
///            │1 byte│ raw bits     │
///            └──────┴──────────────┘
///   stamps   ┌──────┬────────┬─────────────────────────┬────────┐   runs of readings that have quality, source of the time,
///            │ runs │ length │ source, quality         │ flags  │   and flags in common; none: all are usual
///            │varint│ varint │ 1 byte                  │ varint │
///            └──────┴────────┴─────────────────────────┴────────┘
/// ```
///
/// Every point comes back bit for bit, in about a byte where a sensor has a decimal and a steady interval.
enum ChunkData {
    /// The first byte; a later layout gets another number.
    static let format: UInt8 = 1

    /// Packs points of one series, at least one, the smallest in order of event time; O(count).
    ///
    /// - Parameter hour: where their times are counted from.
    static func pack(_ points: [ChunkPoint], hour: Timestamp) -> [UInt8] {
        var writer = ByteWriter(capacity: 32 + points.count * 2)
        writer.append(format)
        writer.appendVarint(UInt64(points.count))
        ChunkTimes.append(points.lazy.map(\.eventTime), hour: hour, to: &writer)
        ChunkValues.append(points.map(\.value), to: &writer)
        ChunkStamps.append(points, to: &writer)
        return writer.sealed()
    }

    /// As much of a chunk's beginning as ``count(inHead:)`` needs.
    static let headBytes = 11

    /// How many points a chunk says that it has, from its first bytes; nil where it is damaged.
    static func count(inHead head: [UInt8]) -> Int? {
        var reader = ByteReader(unsealed: head)
        guard let format = try? reader.byte(), format == Self.format, let count = try? reader.varint() else {
            return nil
        }
        return Int(exactly: count)
    }

    /// The points of a chunk; all of them, or none where the data is damaged.
    static func points(in data: [UInt8], hour: Timestamp) throws(JournalFault) -> [ChunkPoint] {
        var columns = PointColumns()
        try unpack(data[...], hour: hour, into: &columns)
        return columns.points()
    }

    /// Appends the points of a chunk to columns, which are not to be used where the data is damaged.
    static func unpack(
        _ data: ArraySlice<UInt8>,
        hour: Timestamp,
        into columns: inout PointColumns
    ) throws(JournalFault) {
        var reader = try ByteReader(sealed: data)
        guard try reader.byte() == format else { throw JournalFault(offset: 0, reason: "its format is not known") }
        let count = try reader.varint()
        // A block of 64 takes two bytes at the least.
        guard count > 0, count <= UInt64(data.count) * UInt64(IntegerBlock.length) else {
            throw reader.fault("it cannot have \(count) readings")
        }
        try ChunkTimes.read(count: Int(count), hour: hour, from: &reader, into: &columns.times)
        try ChunkValues.read(count: Int(count), from: &reader, into: &columns.values)
        try ChunkStamps.read(count: Int(count), from: &reader, into: &columns.stamps)
        try reader.finish()
    }
}
