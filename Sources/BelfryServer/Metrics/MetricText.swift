/// Writes metrics in the two text formats that Prometheus and its kin read.
///
/// ```
/// text 0.0.4                                     OpenMetrics 1.0
/// # HELP belfry_messages_total Messages.         # HELP belfry_messages Messages.
/// # TYPE belfry_messages_total counter           # TYPE belfry_messages counter
/// belfry_messages_total{broker="city"} 12        belfry_messages_total{broker="city"} 12
///                                                # EOF
/// ```
///
/// Sources: Prometheus documentation, "Exposition formats" (text format 0.0.4); OpenMetrics 1.0.0 (2020), "ABNF".
enum MetricText {
    /// A format to write.
    enum Format: Hashable, Sendable {
        case prometheus
        case openMetrics

        var contentType: String {
            switch self {
            case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
            case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
        }
    }

    /// The families by name, each once; a second one of the same name is left out, since readers refuse the whole text.
    static func render(_ families: [MetricFamily], as format: Format) -> String {
        var text = ""
        var seen: Set<String> = []
        for family in families.sorted(by: { $0.name < $1.name }) where seen.insert(family.name).inserted {
            append(family, as: format, to: &text)
        }
        if format == .openMetrics { text += "# EOF\n" }
        return text
    }

    private static func append(_ family: MetricFamily, as format: Format, to text: inout String) {
        let sampleName = family.name + suffix(of: family.kind)
        let familyName = format == .openMetrics ? family.name : sampleName
        text += "# HELP \(familyName) \(escaped(family.help, quotes: format == .openMetrics))\n"
        text += "# TYPE \(familyName) \(typeName(of: family.kind, as: format))\n"
        for sample in family.samples {
            text += sampleName
            append(sample.labels, to: &text)
            text += " \(number(sample.value))\n"
        }
    }

    private static func append(_ labels: [MetricSample.Label], to text: inout String) {
        guard !labels.isEmpty else { return }
        text += "{"
        text += labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
        text += "}"
    }

    private static func suffix(of kind: MetricFamily.Kind) -> String {
        switch kind {
        case .counter: "_total"
        case .info: "_info"
        case .gauge, .summary: ""
        }
    }

    private static func typeName(of kind: MetricFamily.Kind, as format: Format) -> String {
        switch kind {
        case .counter: "counter"
        case .gauge: "gauge"
        case .summary: "summary"
        case .info: format == .openMetrics ? "info" : "gauge"
        }
    }

    /// Whole numbers without a fraction; both formats read `NaN`, `+Inf` and `-Inf`.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value), abs(value) < 1e15 { return String(whole) }
        return String(value)
    }

    /// Backslash and line feed, in label values (and OpenMetrics' help) the quote as well.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
