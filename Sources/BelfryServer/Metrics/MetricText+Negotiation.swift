extension MetricText {
    /// The format that an Accept field (RFC 9110, section 12.5.1) asks for.
    ///
    /// Prometheus names several with falling weights. Where both weigh the same, or nothing is asked, it is the older
    /// one, which everything reads.
    static func format(accepting accept: String?) -> Format {
        guard let accept else { return .prometheus }
        var openMetrics = 0.0
        var prometheus = 0.0
        for range in accept.lowercased().split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            switch parts.first {
            case "application/openmetrics-text":
                let version = parts.dropFirst().first { $0.hasPrefix("version=") }
                if version == nil || version == "version=1.0.0" { openMetrics = max(openMetrics, weight) }
            case "text/plain", "text/*", "*/*":
                prometheus = max(prometheus, weight)
            default: break
            }
        }
        return openMetrics > prometheus ? .openMetrics : .prometheus
    }
}
