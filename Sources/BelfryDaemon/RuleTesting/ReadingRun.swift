import BelfryModel

/// The readings of one series in a test: values at even intervals.
///
/// ```
///   values: "150x6 210x12 _x3 100"      six times 150, twelve times 210, three intervals without a reading, once 100
///   values: "20+0.5x4"                  20, 20.5, 21, 21.5
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
    /// nil: as it would be stamped on arrival.
    var quality: Quality?

    /// The instant at which the next reading would have been due.
    var end: Timestamp {
        start.advanced(byNanoseconds: everyNanoseconds * Int64(values.count) + delayNanoseconds)
    }

    /// The values of a text; nil where it is none.
    static func values(of text: String) -> [Double?]? {
        var values: [Double?] = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
            guard let more = Self.values(ofWord: word), values.count + more.count <= RuleTestLimits.readings else {
                return nil
            }
            values += more
        }
        return values.isEmpty ? nil : values
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
