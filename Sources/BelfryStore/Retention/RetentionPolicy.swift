public import BelfryModel

/// How long each class of data is kept, and how much all of it may take.
public struct RetentionPolicy: Hashable, Sendable {
    /// What is kept and let go together, in the order in which it makes room for the rest.
    public enum Class: String, CaseIterable, Sendable {
        case raw
        case hours = "rollup_1h"
        case days = "rollup_1d"
        case incidents
    }

    public var rawNanoseconds: Int64
    public var hoursNanoseconds: Int64
    public var daysNanoseconds: Int64
    public var incidentsNanoseconds: Int64
    /// Of both files, without pages that are free to be used again.
    public var sizeBytes: Int64

    public init(
        rawNanoseconds: Int64 = 30 * Nanoseconds.perDay,
        hoursNanoseconds: Int64 = 2 * 365 * Nanoseconds.perDay,
        daysNanoseconds: Int64 = 10 * 365 * Nanoseconds.perDay,
        incidentsNanoseconds: Int64 = 10 * 365 * Nanoseconds.perDay,
        sizeBytes: Int64 = 8 << 30
    ) {
        self.rawNanoseconds = rawNanoseconds
        self.hoursNanoseconds = hoursNanoseconds
        self.daysNanoseconds = daysNanoseconds
        self.incidentsNanoseconds = incidentsNanoseconds
        self.sizeBytes = sizeBytes
    }

    func ageNanoseconds(_ class: Class) -> Int64 {
        switch `class` {
        case .raw: rawNanoseconds
        case .hours: hoursNanoseconds
        case .days: daysNanoseconds
        case .incidents: incidentsNanoseconds
        }
    }

    /// The part of ``sizeBytes`` that the others cannot take from a class, in percent.
    static func sharePercent(_ class: Class) -> Int64 {
        switch `class` {
        case .raw: 50
        case .hours: 20
        case .days: 10
        case .incidents: 20
        }
    }

    /// The classes that take more than their share, in the order in which they make room; none where there is room.
    ///
    /// The shares add up to the whole, so that where it is exceeded one of them is.
    func classesToShrink(_ usage: HistoryUsage) -> [Class] {
        guard usage.total > sizeBytes else { return [] }
        return Class.allCases.filter { usage.bytes($0) > sizeBytes / 100 * Self.sharePercent($0) }
    }
}

/// The bytes that each class takes, as well as that can be told without looking through the file.
struct HistoryUsage: Equatable {
    /// Pages in use; exact.
    var total: Int64
    private var raw: Int64
    private var hours: Int64
    private var days: Int64

    private var incidents: Int64

    /// A row of a rollup, measured in full pages.
    private static let rollupBytes: Int64 = 90
    /// A finding with its evidence and its share of incident and timeline, rather more than less.
    private static let findingBytes: Int64 = 2_048

    /// - Parameter findings: rows of `finding`.
    init(historyBytes: Int64, journalBytes: Int64, count: HistoryCount, findings: Int64) {
        total = historyBytes + journalBytes
        hours = count.hours * Self.rollupBytes
        days = count.days * Self.rollupBytes
        incidents = findings * Self.findingBytes
        // What cannot be told is of the readings: how full pages are depends on their chunks.
        raw = max(0, total - hours - days - incidents)
    }

    func bytes(_ class: RetentionPolicy.Class) -> Int64 {
        switch `class` {
        case .raw: raw
        case .hours: hours
        case .days: days
        case .incidents: incidents
        }
    }
}
