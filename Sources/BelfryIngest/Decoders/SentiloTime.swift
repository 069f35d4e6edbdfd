import BelfryModel

/// `17/09/2012T12:34:45CET`: day first, then an abbreviation of a zone, or none for UTC.
enum SentiloTime {
    /// Abbreviations that Sentilo's providers write, with their offset from UTC in seconds.
    ///
    /// Each is taken at its word: "CET" in September is an hour off civil time, and nobody can say which of the two was
    /// meant.
    private static let zones: [(text: StaticString, offsetSeconds: Int)] = [
        ("Z", 0), ("UTC", 0), ("GMT", 0), ("WET", 0), ("WEST", 3_600), ("CET", 3_600), ("CEST", 7_200), ("EET", 7_200),
        ("EEST", 10_800),
    ]

    /// The time in a text.
    static func draft(_ value: JSONValue) -> DraftTime {
        guard value.kind == .string else { return value.kind == .null ? .none : .unreadable }
        let text = value.bytes
        if text.isEmpty { return .none }
        let slash = UInt8(ascii: "/")
        guard text.count >= 19, text[2] == slash, text[5] == slash, text[10] == UInt8(ascii: "T"),
            let offset = offsetSeconds(UnsafeBufferPointer(rebasing: text[19...]))
        else { return .unreadable }
        // `17/09/2012T12:34:45` as `2012-09-17T12:34:45`.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 19) { date in
            for index in 0..<4 { date[index] = text[6 + index] }
            for index in 0..<2 {
                date[5 + index] = text[3 + index]
                date[8 + index] = text[index]
            }
            (date[4], date[7]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
            for index in 10..<19 { date[index] = text[index] }
            let instant = Timestamp(rfc3339: UnsafeBufferPointer(date), defaultOffsetSeconds: offset)
            return instant.map { .at($0) } ?? .unreadable
        }
    }

    private static func offsetSeconds(_ zone: UnsafeBufferPointer<UInt8>) -> Int? {
        if zone.isEmpty { return 0 }
        return zones.first { RawBytes.areEqual(zone, $0.text) }?.offsetSeconds
    }
}
