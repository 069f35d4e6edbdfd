public import BelfryModel
import FoundationEssentials
import GRDB

/// What the engine knew at an instant, as bytes that the store does not look into.
///
/// ```
///   journal    ── row ── row ── row ─┬─ row ── row        readings up to the instant are in rows before the image
///   image                            └ instant            what the engine has to read again comes after it
/// ```
public struct StoredImage: Sendable, Equatable {
    /// Readings that arrived up to here are in it.
    public var instant: Timestamp
    public var parts: [[UInt8]]

    public init(instant: Timestamp, parts: [[UInt8]]) {
        self.instant = instant
        self.parts = parts
    }

    /// The largest row: SQLite copies a row whole.
    static let rowBytes = 1 << 20
}

extension Store {
    /// Keeps an image in place of the last one, where no writer runs; durable on return.
    public func keep(_ image: StoredImage) throws(StoreError) { try save(image) }

    /// Keeps an image in place of the last one; durable on return.
    func save(_ image: StoredImage) throws(StoreError) {
        try journal.write("save the engine's state in") { db in
            try db.execute(sql: "DELETE FROM engine_image")
            let statement = try db.cachedStatement(
                sql: "INSERT INTO engine_image (part, instant_ns, hash, data) VALUES (?, ?, ?, ?)"
            )
            for (part, bytes) in image.parts.enumerated() {
                for start in stride(from: 0, to: max(1, bytes.count), by: StoredImage.rowBytes) {
                    let row = bytes[start..<min(start + StoredImage.rowBytes, bytes.count)]
                    try statement.execute(arguments: [part, image.instant.nanoseconds, Self.hash(row), Data(row)])
                }
            }
        }
    }

    /// The image that was kept last; nil where there is none, or where its bytes are not what was written.
    public func image() throws(StoreError) -> StoredImage? {
        try journal.read("read the engine's state from") { db in
            var image: StoredImage?
            let rows = try Row.fetchCursor(db, sql: "SELECT part, instant_ns, hash, data FROM engine_image ORDER BY id")
            while let row = try rows.next() {
                let bytes: Data = try row.checked("data")
                let part: Int = try row.checked("part")
                let instant = Timestamp(nanoseconds: try row.checked("instant_ns"))
                var whole = image ?? StoredImage(instant: instant, parts: [])
                // Parts come in their order.
                let parts = max(0, whole.parts.count - 1)...whole.parts.count
                guard try Self.hash(bytes) == row.checked("hash"), parts.contains(part) else {
                    return nil
                }
                if part == whole.parts.count { whole.parts.append([]) }
                image = nil
                whole.parts[part] += bytes
                image = whole
            }
            return image
        }
    }

    /// FNV-1a over words of eight bytes: against a torn or rotten file, not against anybody.
    private static func hash(_ bytes: some Collection<UInt8>) -> Int64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        let hashed: Void? = bytes.withContiguousStorageIfAvailable { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            for word in 0..<bytes.count / 8 {
                let next = bytes.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self).littleEndian
                value = (value ^ next) &* 0x0000_0100_0000_01b3
            }
            for index in bytes.count / 8 * 8..<bytes.count {
                value = (value ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3
            }
        }
        precondition(hashed != nil, "bytes in one piece")
        return Int64(bitPattern: value ^ UInt64(bytes.count))
    }
}
