import BelfryModel

/// Times as a file of tests writes them, and as a difference names them.
enum TestTime {
    /// An instant, in a zone where it names none; nil where the text is no time.
    static func parse(_ text: String, in zone: TimeZoneRule) -> Timestamp? {
        let dated = text.count == 10 ? "\(text) 00:00" : text
        guard let plain = Timestamp(rfc3339: dated, defaultOffsetSeconds: 0) else { return nil }
        // A text that names its zone means the same whatever would have stood in for it.
        let isLocal = Timestamp(rfc3339: dated, defaultOffsetSeconds: 3_600) != plain
        return isLocal ? zone.instant(ofLocal: plain, near: plain) : plain
    }

    /// `2026-03-02 10:00:00` in a zone, with the fraction of a second where there is one.
    static func text(_ instant: Timestamp, in zone: TimeZoneRule) -> String {
        let offset = Int64(zone.offsetSeconds(at: instant)) * Nanoseconds.perSecond
        let text = instant.advanced(byNanoseconds: offset).rfc3339
        return text.replacing("T", with: " ").replacing("Z", with: "")
    }
}
