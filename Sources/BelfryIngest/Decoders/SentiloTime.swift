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
        guard text.count >= 19, let date = isoDate(text) else { return .unreadable }
        let zone = UnsafeBufferPointer(rebasing: text[19...])
        guard let offset = offsetSeconds(zone) else { return .unreadable }
        return date.withContiguousStorageIfAvailable { Timestamp(rfc3339: $0, defaultOffsetSeconds: offset) }
            .flatMap { $0 }.map { .at($0) } ?? .unreadable
    }

    /// `17/09/2012T12:34:45` as `2012-09-17T12:34:45`.
    private static func isoDate(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text[2] == UInt8(ascii: "/"), text[5] == UInt8(ascii: "/"), text[10] == UInt8(ascii: "T") else {
            return nil
        }
        let dash = [UInt8(ascii: "-")]
        return Array(text[6..<10]) + dash + text[3..<5] + dash + text[0..<2] + text[10..<19]
    }

    private static func offsetSeconds(_ zone: UnsafeBufferPointer<UInt8>) -> Int? {
        if zone.isEmpty { return 0 }
        return zones.first { RawBytes.areEqual(zone, $0.text) }?.offsetSeconds
    }
}
