import BelfryModel

/// The readings of one series that are not in a chunk yet, in the order in which they arrived.
///
/// ```
///   packed   ┌────────┬─────────────┬────────┬─────────────┐   pending   up to 64, as they are
///            │ length │ 64 readings │ length │ 64 readings │
///            │ 4 bytes│ ChunkData   │ 4 bytes│ ChunkData   │
///            └────────┴─────────────┴────────┴─────────────┘
/// ```
///
/// 64 of them are packed when the next comes, so that an hour of a busy series takes about a byte and a half a reading; in one
/// piece of memory, since a piece for each 64 would take as much again and cost a miss of the processor's caches.
struct SeriesTail {
    private var packed: [UInt8] = []
    private var packedCount = 0
    private var pending: [ChunkPoint] = []

    private static let origin = Timestamp(nanoseconds: 0)

    init() {}

    init(_ points: some Sequence<ChunkPoint>) {
        for point in points { append(point) }
    }

    var count: Int { packedCount + pending.count }

    /// Bytes of memory that it holds.
    var byteCount: Int { packed.capacity + pending.capacity * MemoryLayout<ChunkPoint>.stride }

    /// Takes in the next arrival.
    mutating func append(_ point: ChunkPoint) {
        if pending.count == IntegerBlock.length {
            let block = ChunkData.pack(pending, hour: Self.origin)
            withUnsafeBytes(of: UInt32(block.count)) { packed.append(contentsOf: $0) }
            packed += block
            packedCount += pending.count
            pending.removeAll(keepingCapacity: true)
        }
        pending.append(point)
    }

    /// All of them, in the order of arrival; O(count).
    func points() throws(JournalFault) -> [ChunkPoint] {
        guard packedCount > 0 else { return pending }
        var columns = PointColumns()
        columns.reserveCapacity(packedCount)
        var start = packed.startIndex
        while start < packed.endIndex {
            let block = start + MemoryLayout<UInt32>.size
            let length = packed.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: UInt32.self) }
            let end = block + Int(length)
            try ChunkData.unpack(packed[block..<end], hour: Self.origin, into: &columns)
            start = end
        }
        return columns.points(and: pending)
    }
}
