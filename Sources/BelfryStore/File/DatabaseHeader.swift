/// What the first page of a database file says about it, read without SQLite, which would already write.
///
/// ```
/// byte  0 "SQLite format 3\0"   16 page size    24 change counter   28 pages   60 user_version
///      68 application_id        92 change counter at which "pages" was valid  103 entries of the schema
/// ```
///
/// https://www.sqlite.org/fileformat2.html#the_database_header
struct DatabaseHeader: Equatable {
    /// As much as ``init(_:)`` needs.
    static let byteCount = 112

    var applicationID: Int32
    var schemaVersion: Int32
    var pageSize: Int64
    /// nil where an old SQLite wrote last and left no valid count.
    var pageCount: Int64?
    /// Whether the first page of the schema lists nothing; a schema of several pages lists its branches.
    var isSchemaEmpty: Bool

    /// The header of a file's first bytes; nil where they are not SQLite's.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.byteCount, bytes.starts(with: Array("SQLite format 3\0".utf8)) else { return nil }
        func number(at offset: Int, bytes count: Int) -> UInt32 {
            bytes[offset..<offset + count].reduce(0) { $0 << 8 | UInt32($1) }
        }
        let pageSize = number(at: 16, bytes: 2)
        self.pageSize = pageSize == 1 ? 65_536 : Int64(pageSize)
        self.pageCount = number(at: 24, bytes: 4) == number(at: 92, bytes: 4) ? Int64(number(at: 28, bytes: 4)) : nil
        self.schemaVersion = Int32(bitPattern: number(at: 60, bytes: 4))
        self.applicationID = Int32(bitPattern: number(at: 68, bytes: 4))
        self.isSchemaEmpty = number(at: 103, bytes: 2) == 0
    }
}
