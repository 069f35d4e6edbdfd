import BelfryModel
import FoundationEssentials
import GRDB

/// Puts hours of series where they belong, in one transaction: the statements are looked up once for thousands of hours.
struct ChunkMerge {
    private let db: Database
    private let chunk: Statement
    private let insertion: Statement
    private let sums: RollupTable.Insertion

    init(into db: Database) throws {
        self.db = db
        chunk = try db.cachedStatement(sql: "SELECT data FROM chunk WHERE id = ?")
        insertion = try db.cachedStatement(sql: "INSERT OR REPLACE INTO chunk (id, data) VALUES (?, ?)")
        sums = try RollupTable.Insertion(into: .hour, of: db)
    }

    /// Puts an hour's points where it belongs: they are the later word on what the chunk has already.
    ///
    /// A chunk that cannot be read is put aside whole, in `damaged`, before its place is taken.
    ///
    /// - Parameter isNew: nothing is known of this hour of this series, for certain.
    /// - Returns: by how much the history has grown.
    func merge(_ points: [ChunkPoint], into key: ChunkKey, isNew: Bool) throws -> HistoryCount {
        let begin = Timestamp(hour: key.hour)
        let stored = isNew ? nil : try Row.fetchOne(chunk, arguments: [key.id]).map { try $0.checked(0) as Data }
        var all = points
        var growth = HistoryCount()
        if let stored {
            do throws(JournalFault) {
                let known = try ChunkData.points(in: [UInt8](stored), hour: begin)
                growth.readings -= Int64(known.count)
                all = ChunkPoint.settled(known + points)
            } catch {
                try DamagedTable.keep(stored, what: "chunk", id: key.id, in: db)
            }
        } else {
            growth.chunks += 1
        }
        let data = ChunkData.pack(all, hour: begin)
        guard !(stored?.elementsEqual(data) ?? false) else { return HistoryCount() }
        growth.readings += Int64(all.count)
        growth.chunkBytes += Int64(data.count - (stored?.count ?? 0))
        insertion.setUncheckedArguments([key.id, Data(data)])
        try insertion.execute()
        if try stored == nil && (isNew || !RollupTable.hour.has(series: key.series, window: key.hour, in: db)) {
            growth.hours += 1
        }
        // Where the readings of an hour have gone their sum stays, unless these are more than it knows of.
        try sums.store(ChunkSummary(all), series: key.series, window: key.hour)
        return growth
    }
}
