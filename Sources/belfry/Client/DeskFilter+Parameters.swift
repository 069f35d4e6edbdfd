import BelfryModel

extension DeskFilter {
    /// What of the filter the daemon can decide by itself, as parameters of `GET /api/v1/incidents`.
    ///
    /// It saves sending a year of closed incidents through the socket. What cannot be said there (expressions, several
    /// matchers on one label) is left out here and decided by ``admits(_:)-(IncidentDocument)``.
    var incidentParameters: [(name: String, value: String)] {
        var parameters: [(name: String, value: String)] = []
        for matcher in matchers where Self.isSayable(matcher) {
            let name = matcher.label.rawValue
            guard !parameters.contains(where: { $0.name == name }) else { continue }
            parameters.append((name, matcher.isNegated ? "!=\(matcher.pattern)" : matcher.pattern))
        }
        if let minimumSeverity, !parameters.contains(where: { $0.name == "severity" }) {
            let names = Severity.allCases.filter { $0 >= minimumSeverity }.map(\.name)
            parameters.append(("severity", names.joined(separator: "|")))
        }
        if let since { parameters.append(("since", since.rfc3339)) }
        return parameters
    }

    /// A negated matcher on a sensor or quantity means "none of its findings" here and "one of them" there.
    private static func isSayable(_ matcher: LabelMatcher) -> Bool {
        let isOfFinding = matcher.label == .sensor || matcher.label == .quantity
        return !matcher.isExpression && !(isOfFinding && matcher.isNegated) && !matcher.pattern.isEmpty
            && !matcher.pattern.hasPrefix("=") && !matcher.pattern.hasPrefix("!")
    }
}
