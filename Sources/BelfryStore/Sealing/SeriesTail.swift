import BelfryModel

/// The readings of one series that are not in a chunk yet, in the order in which they arrived.
///
/// 64 of them are packed when the next comes, so that an hour of a busy series takes about a byte and a half a reading.
struct SeriesTail {
    private var blocks: [[UInt8]] = []
    private var pending: [ChunkPoint] = []
    /// Bytes of memory, about.
    private(set) var byteCount = 0

    private static let origin = Timestamp(nanoseconds: 0)
    /// What an array of its own costs besides its elements.
    private static let blockOverhead = 64

    init() {}

    init(_ points: some Sequence<ChunkPoint>) {
        for point in points { append(point) }
    }

    var count: Int { blocks.count * IntegerBlock.length + pending.count }

    /// Takes in the next arrival.
    mutating func append(_ point: ChunkPoint) {
        if pending.count == IntegerBlock.length {
            let block = ChunkData.pack(pending, hour: Self.origin)
            blocks.append(block)
            byteCount += block.count + Self.blockOverhead - pending.count * MemoryLayout<ChunkPoint>.stride
            pending.removeAll(keepingCapacity: true)
        }
        pending.append(point)
        byteCount += MemoryLayout<ChunkPoint>.stride
    }

    /// All of them, in the order of arrival; O(count).
    func points() throws(JournalFault) -> [ChunkPoint] {
        guard !blocks.isEmpty else { return pending }
        var columns = PointColumns()
        columns.reserveCapacity(blocks.count * IntegerBlock.length)
        for block in blocks { try ChunkData.unpack(block, hour: Self.origin, into: &columns) }
        return columns.points(and: pending)
    }
}
