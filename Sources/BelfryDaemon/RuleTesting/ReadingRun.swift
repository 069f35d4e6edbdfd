import BelfryModel

/// The readings of one series in a test: values at even intervals.
///
/// ```
///   values: "150x6 210x12 _x3 100"      six times 150, twelve times 210, three intervals without a reading, once 100
///   values: "20+0.5x4"                  20, 20.5, 21, 21.5
///   values: "(19 21 20)x40"             the three, forty times: what no sensor repeats to the last digit
/// ```
struct ReadingRun: Sendable {
    var place: SourcePlace
    var series: SeriesKey
    /// As written; empty for the usual one of the quantity.
    var unit: String
    var start: Timestamp
    var everyNanoseconds: Int64
    /// nil: an interval without a reading.
    var values: [Double?]
    /// How much later than measured they arrive.
    var delayNanoseconds: Int64
    /// Nothing arrives before, since a broker or a gateway holds it back; nil: it arrives when it is due.
    var delivered: Timestamp?
    /// nil: as it would be stamped on arrival.
    var quality: Quality?

    /// The instant at which the next reading would have been due.
    var end: Timestamp {
        arrival(of: start.advanced(byNanoseconds: everyNanoseconds * Int64(values.count)))
    }

    /// When a reading that was measured at an instant arrives.
    func arrival(of time: Timestamp) -> Timestamp {
        max(time.advanced(byNanoseconds: delayNanoseconds), delivered ?? .distantPast)
    }

    /// The values of a text; nil where it is none.
    static func values(of text: String) -> [Double?]? {
        var values: [Double?] = []
        var rest = text[...]
        while let start = rest.firstIndex(where: { $0 != " " && $0 != "," }) {
            let more: [Double?]?
            if rest[start] == "(" {
                guard let end = rest[start...].firstIndex(of: ")") else { return nil }
                let (count, left) = Self.repetition(behind: rest[rest.index(after: end)...])
                let group = Self.values(of: String(rest[rest.index(after: start)..<end]))
                more = count.flatMap { count in group.flatMap { Self.repeated($0, count) } }
                rest = left
            } else {
                let end = rest[start...].firstIndex { " ,(".contains($0) } ?? rest.endIndex
                more = Self.values(ofWord: rest[start..<end])
                rest = rest[end...]
            }
            guard let more, values.count + more.count <= RuleTestLimits.readings else { return nil }
            values += more
        }
        return values.isEmpty ? nil : values
    }

    /// The number of an `x40` behind a group, 1 where there is none, and what follows it; no number where it is none.
    private static func repetition(behind text: Substring) -> (count: Int?, rest: Substring) {
        let end = text.firstIndex { " ,(".contains($0) } ?? text.endIndex
        let word = text[..<end]
        if word.isEmpty { return (1, text) }
        return (word.first == "x" ? Int(word.dropFirst()) : nil, text[end...])
    }

    private static func repeated(_ group: [Double?], _ count: Int) -> [Double?]? {
        guard count > 0, count <= RuleTestLimits.readings / group.count else { return nil }
        return (0..<count).flatMap { _ in group }
    }

    /// `210`, `210x12`, `_x3`, `20+0.5x4`, `20-0.5x4`.
    private static func values(ofWord word: Substring) -> [Double?]? {
        let parts = word.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count <= 2, let head = parts.first else { return nil }
        let count = parts.count == 2 ? Int(parts[1]) ?? 0 : 1
        guard (1...RuleTestLimits.readings).contains(count) else { return nil }
        if head == "_" { return Array(repeating: nil, count: count) }
        if let value = Double(head) { return value.isFinite ? Array(repeating: value, count: count) : nil }
        // Behind the first sign, which may be the number's own, and not that of an exponent.
        let sign = head.indices.dropFirst().last { index in
            (head[index] == "+" || head[index] == "-") && !"eE".contains(head[head.index(before: index)])
        }
        guard let sign, let start = Double(head[..<sign]), let step = Double(head[sign...]),
            start.isFinite, step.isFinite
        else { return nil }
        return (0..<count).map { start + Double($0) * step }
    }
}
