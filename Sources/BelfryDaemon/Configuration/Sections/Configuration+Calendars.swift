// `calendars: { holidays: [ 12-25, 2026-05-01..2026-05-03 ] }`: named dates, by the clocks of the gateway.

public import BelfryModel

extension Configuration {
    /// Named sets of dates that rules except.
    public struct Calendars: Sendable, Hashable {
        /// Days since 1970, by name.
        public var dates: [String: Set<Int>] = [:]
        /// Whose dates and hours these are, where a rule names no zone.
        public var zone = TimeZoneRule.utc

        public init() {}

        /// Dates that come every year are laid out for these.
        static let years = 2_000...2_099
        /// The longest range.
        static let daysOfRange = 366
    }
}

extension Configuration.Calendars {
    init(in keys: MappingReader, zone: TimeZoneRule) {
        self.zone = zone
        guard keys.node("calendars") != nil else { return }
        dates =
            keys.mapping("calendars") { names in
                Dictionary(names.allEntries().map { ($0.key, names.dates(of: $0)) }) { first, _ in first }
            } ?? [:]
    }
}

extension MappingReader {
    /// The dates of one calendar.
    fileprivate func dates(of entry: YAMLEntry) -> Set<Int> {
        guard case .sequence(let elements) = entry.value.content else {
            faults.report(
                entry.value.place,
                "the calendar \"\(entry.key)\" must be a list of dates, not \(entry.value.kind)",
                remedy: "write [ 2026-12-24, 2026-05-01..2026-05-03, 12-25 ]"
            )
            return []
        }
        let days = elements.compactMap { scalar($0, named: "each date of \"\(entry.key)\"", as: .dates) }
        return days.reduce(into: []) { $0.formUnion($1) }
    }
}

extension ScalarForm where Value == Set<Int> {
    /// A date, a range of them, or a date of every year.
    fileprivate static var dates: ScalarForm {
        ScalarForm("a date such as 2026-12-24, 2026-05-01..2026-05-03 or, every year, 12-25") { text in
            guard let separator = text.firstRange(of: "..") else {
                return day(text[...]).map { [$0] } ?? yearly(text)
            }
            let (start, end) = (day(text[..<separator.lowerBound]), day(text[separator.upperBound...]))
            guard let start, let end, start <= end, end - start < Configuration.Calendars.daysOfRange else {
                return nil
            }
            return Set(start...end)
        }
    }

    private static func yearly(_ text: String) -> Set<Int>? {
        guard text.count == 5 else { return nil }
        let days = Configuration.Calendars.years.compactMap { day("\($0)-\(text)") }
        return days.isEmpty ? nil : Set(days)
    }

    private static func day(_ text: Substring) -> Int? {
        guard text.count == 10, let time = Timestamp(rfc3339: "\(text) 00:00", defaultOffsetSeconds: 0) else {
            return nil
        }
        return Int(Nanoseconds.floorDivide(time.nanoseconds, by: Nanoseconds.perDay))
    }
}
