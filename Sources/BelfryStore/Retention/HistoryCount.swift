import GRDB

/// How much of each kind there is in the history, without looking through it.
struct HistoryCount: Equatable, Sendable {
    var chunks: Int64 = 0
    /// Of the packed data of chunks.
    var chunkBytes: Int64 = 0
    /// In chunks.
    var readings: Int64 = 0
    var hours: Int64 = 0
    var days: Int64 = 0

    init() {}

    init(_ db: Database) throws {
        chunks = try Note.chunks.value(in: db) ?? 0
        chunkBytes = try Note.chunkBytes.value(in: db) ?? 0
        readings = try Note.chunkReadings.value(in: db) ?? 0
        hours = try Note.rollupHours.value(in: db) ?? 0
        days = try Note.rollupDays.value(in: db) ?? 0
    }

    func store(in db: Database) throws {
        try Note.chunks.store(chunks, in: db)
        try Note.chunkBytes.store(chunkBytes, in: db)
        try Note.chunkReadings.store(readings, in: db)
        try Note.rollupHours.store(hours, in: db)
        try Note.rollupDays.store(days, in: db)
    }

    static func + (left: HistoryCount, right: HistoryCount) -> HistoryCount {
        var sum = left
        sum.chunks += right.chunks
        sum.chunkBytes += right.chunkBytes
        sum.readings += right.readings
        sum.hours += right.hours
        sum.days += right.days
        return sum
    }

    static func - (left: HistoryCount, right: HistoryCount) -> HistoryCount {
        var difference = left
        difference.chunks -= right.chunks
        difference.chunkBytes -= right.chunkBytes
        difference.readings -= right.readings
        difference.hours -= right.hours
        difference.days -= right.days
        return difference
    }
}
