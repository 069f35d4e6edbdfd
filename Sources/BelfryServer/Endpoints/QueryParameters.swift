import BelfryModel

/// The parameters of a URL's query, each known and given once; what they say is checked where it is read.
struct QueryParameters {
    private var values: [String: String] = [:]

    /// - Throws: ``RequestFault`` for a parameter that is unknown, repeated, or not decodable.
    init(_ query: String, known: Set<String>) throws(RequestFault) {
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0]),
                let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "")
            else { throw .badRequest("the query's percent-encoding is broken at \"\(pair)\"") }
            guard known.contains(name) else {
                let names = known.sorted().joined(separator: ", ")
                throw .badRequest("unknown parameter \"\(name)\"; known here: \(names.isEmpty ? "none" : names)")
            }
            guard values[name] == nil else {
                throw .badRequest("parameter \"\(name)\" is given twice; alternatives are written a|b")
            }
            values[name] = value
        }
    }

    /// A text; nil where it is absent or empty.
    func text(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A whole number within a range.
    func number(_ name: String, in range: ClosedRange<Int>) throws(RequestFault) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .badRequest("\(name)=\(text): write a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// An instant: RFC 3339, or a length such as `1h`, which means that long before `now`.
    func time(_ name: String, now: Timestamp) throws(RequestFault) -> Timestamp? {
        guard let text = text(name) else { return nil }
        if let instant = Timestamp(rfc3339: text, defaultOffsetSeconds: 0) { return instant }
        if let length = Self.nanoseconds(text) { return now.advanced(byNanoseconds: -length) }
        throw .badRequest(
            "\(name)=\(text): write a time as 2026-11-23T05:00:00Z or a length back from now as 90s, 1h, 7d"
        )
    }

    /// A length of time of at least 1 ms: `500ms`, `90s`, `1h`; a bare number is seconds.
    func length(_ name: String) throws(RequestFault) -> Int64? {
        guard let text = text(name) else { return nil }
        guard let nanoseconds = Self.nanoseconds(text), nanoseconds >= Nanoseconds.perMillisecond else {
            throw .badRequest("\(name)=\(text): write a length of time as 500ms, 90s, 5m, 1h or 1d")
        }
        return nanoseconds
    }

    /// One of a few words.
    func word<Word>(_ name: String, of words: [(String, Word)]) throws(RequestFault) -> Word? {
        guard let text = text(name) else { return nil }
        guard let match = words.first(where: { $0.0 == text }) else {
            throw .badRequest("\(name)=\(text): write one of \(words.map(\.0).joined(separator: ", "))")
        }
        return match.1
    }

    /// Units with the longest name first, so that `ms` is not read as `s`.
    private static let units: [(String, Int64)] = [
        ("ms", Nanoseconds.perMillisecond), ("s", Nanoseconds.perSecond), ("m", Nanoseconds.perMinute),
        ("h", Nanoseconds.perHour), ("d", Nanoseconds.perDay), ("", Nanoseconds.perSecond),
    ]

    /// Nil where the text is no length or one beyond 292 years.
    private static func nanoseconds(_ text: String) -> Int64? {
        guard let (suffix, unit) = units.first(where: { text.hasSuffix($0.0) }),
            let number = Double(text.dropLast(suffix.count)), number.isFinite, number >= 0,
            number * Double(unit) < 9e18
        else { return nil }
        return Int64(number * Double(unit))
    }
}
