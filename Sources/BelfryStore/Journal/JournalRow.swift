import BelfryModel

/// One group commit's readings as one row of the journal.
///
/// Flash wears out by pages written, not by bytes: a row per reading in a table ordered by series rewrites a page per
/// reading. One row a commit, appended at the end, writes each byte about twice: into the write-ahead log, and from
/// there into the file.
///
/// ```
/// journal ─┬─ id ─────────── rowid, counts up by one a commit
///          ├─ count, total ─ readings in this row, and ever until this row
///          ├─ arrival_min_ns, arrival_max_ns, event_min_ns, event_max_ns ─ to skip a row unread, to prune by age
///          └─ data
///              ┌────────┬───────────┬───────────┬───────────┬─────┬──────────────┐
///              │ format │   count   │ reading 1 │ reading 2 │  …  │   checksum   │
///              │ 1 byte │  varint   │           │           │     │ 4 bytes      │
///              └────────┴───────────┴───────────┴───────────┴─────┴──────────────┘
///
/// reading  ┌─────┬───────────────┬──────────────┬──────────────────┬───────────────┬─────────────────────┐
///          │ tag │ arrival       │ series       │ event time       │ value         │ quality, source,    │
///          │     │ zigzag ns     │ zigzag       │ zigzag, from the │ zigzag, or    │ flags: 1 byte and   │
///          │     │ from previous │ from previous│ arrival, in unit │ 4 or 8 bytes  │ varint              │
///          └─────┴───────────────┴──────────────┴──────────────────┴───────────────┴─────────────────────┘
///                 absent if same                 absent if the same                 absent if usual
///
/// tag        7            6           5   4   3        2   1   0
///        ┌────────┬──────────────┬───────────────┬───────────────────┐
///        │ same   │ quality …    │ event time in │ value: 0…5 digits │
///        │arrival │ is present   │ -, s, ms,µs,ns│ decimal, 6 f32, 7 │
///        └────────┴──────────────┴───────────────┴───────────────────┘
/// ```
///
/// Usual is: quality good, no flags, and the time from the payload unless it equals the arrival. Arrival order is kept,
/// and every reading comes back bit for bit.
struct JournalRow: Equatable {
    /// The first byte of the data; a later layout gets another number.
    static let format: UInt8 = 1

    var count: Int
    var times: TimeSpan
    var data: [UInt8]
}

/// What arrival and event times a row, or a span of rows, holds; both ends included.
struct TimeSpan: Equatable, Sendable {
    var arrivalMinimum: Timestamp = .distantFuture
    var arrivalMaximum: Timestamp = .distantPast
    var eventMinimum: Timestamp = .distantFuture
    var eventMaximum: Timestamp = .distantPast

    mutating func include(_ reading: Reading) {
        arrivalMinimum = min(arrivalMinimum, reading.arrivalTime)
        arrivalMaximum = max(arrivalMaximum, reading.arrivalTime)
        eventMinimum = min(eventMinimum, reading.eventTime)
        eventMaximum = max(eventMaximum, reading.eventTime)
    }

    mutating func include(_ other: TimeSpan) {
        arrivalMinimum = min(arrivalMinimum, other.arrivalMinimum)
        arrivalMaximum = max(arrivalMaximum, other.arrivalMaximum)
        eventMinimum = min(eventMinimum, other.eventMinimum)
        eventMaximum = max(eventMaximum, other.eventMaximum)
    }
}

/// The fields of a reading's tag.
enum ReadingTag {
    static let sameArrival: UInt8 = 0x80
    static let stamped: UInt8 = 0x40
    static let eventTimeShift: UInt8 = 3
    static let eventTimeMask: UInt8 = 0x07
    static let valueMask: UInt8 = 0x07
    static let single: UInt8 = 6
    static let double: UInt8 = 7
}

/// The byte that holds what is not usual about a reading.
enum ReadingStamp {
    static let qualityMask: UInt8 = 0x03
    static let timeSourceShift: UInt8 = 2
    static let all: UInt8 = 0x07
}
