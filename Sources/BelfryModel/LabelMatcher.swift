// `domain=air`, `quantity="no2|o3"`, `zone=~"north.*"`: how rules, filters and silences choose series.

/// One condition on one label of a series.
public struct LabelMatcher: Sendable, Hashable {
    /// What a matcher may look at.
    public enum Label: String, CaseIterable, Sendable {
        case domain, quantity, sensor, agency, zone, place, kind, severity, rule
    }

    /// Why a matcher could not be made.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case unknownLabel(String)
        case badExpression(String)
        case notAMatcher(String)

        public var description: String {
            switch self {
            case .unknownLabel(let name):
                "unknown label \"\(name)\"; known are \(Label.allCases.map(\.rawValue).joined(separator: ", "))"
            case .badExpression(let pattern): "\"\(pattern)\" is not a regular expression"
            case .notAMatcher(let text): "\"\(text)\" is not a matcher; write label=value or label=~\"expression\""
            }
        }
    }

    public var label: Label
    /// The text as written, without `=~` and quotes.
    public var pattern: String
    public var isExpression: Bool
    /// `!=` and `!~` turn the verdict round.
    public var isNegated: Bool

    /// A matcher on a label.
    ///
    /// - Throws: ``Fault`` where the expression does not compile.
    public init(label: Label, pattern: String, isExpression: Bool = false, isNegated: Bool = false) throws {
        if isExpression, (try? Regex(pattern)) == nil { throw Fault.badExpression(pattern) }
        self.label = label
        self.pattern = pattern
        self.isExpression = isExpression
        self.isNegated = isNegated
    }

    /// A matcher from a value as rules write it: `air`, `no2|o3`, `=~ "tls-.*"`, `!= traffic`.
    ///
    /// - Throws: ``Fault`` where the label or the expression is unknown.
    public init(label name: String, value: String) throws {
        guard let label = Label(rawValue: name) else { throw Fault.unknownLabel(name) }
        var rest = Substring(value)
        var isExpression = false
        var isNegated = false
        if rest.hasPrefix("=~") {
            isExpression = true
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix("!~") {
            isExpression = true
            isNegated = true
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix("!=") {
            isNegated = true
            rest = rest.dropFirst(2)
        }
        try self.init(
            label: label,
            pattern: Self.unquoted(rest),
            isExpression: isExpression,
            isNegated: isNegated
        )
    }

    /// A matcher from a command line: `zone=~"north.*"`, `domain=air`.
    ///
    /// - Throws: ``Fault`` where the text is not a matcher.
    public init(_ text: String) throws {
        guard let end = text.firstIndex(where: { $0 == "=" || $0 == "!" }) else { throw Fault.notAMatcher(text) }
        let name = text[..<end]
        var value = text[end...]
        if value.hasPrefix("="), !value.hasPrefix("=~") { value = value.dropFirst() }
        try self.init(label: String(name), value: String(value))
    }

    /// The matcher as people write it on a command line: `domain=air`, `sensor=~tls-.*`, `zone!=north`.
    public var condition: String {
        let sign = isExpression ? (isNegated ? "!~" : "=~") : (isNegated ? "!=" : "=")
        return label.rawValue + sign + pattern
    }

    /// Whether a label's value satisfies the matcher.
    ///
    /// An expression has to match the whole value.
    public func matches(_ value: String) -> Bool {
        let hit: Bool
        if isExpression {
            hit = (try? Regex(pattern).wholeMatch(in: value)) != nil
        } else {
            hit = pattern.split(separator: "|", omittingEmptySubsequences: false).contains { $0 == value }
        }
        return hit != isNegated
    }

    /// Whether a series satisfies the matcher; labels that only findings have match nothing here.
    public func matches(_ series: SeriesDescriptor) -> Bool {
        switch label {
        case .domain: matches(series.domain.name)
        case .quantity: matches(series.key.quantity.name)
        case .sensor: matches(series.key.sensor)
        case .agency: matches(series.key.agency)
        case .zone: matches(series.zone)
        case .place: matches(series.place.name)
        case .kind, .severity, .rule: false
        }
    }

    private static func unquoted(_ text: Substring) -> String {
        var trimmed = text
        while trimmed.first == " " { trimmed = trimmed.dropFirst() }
        while trimmed.last == " " { trimmed = trimmed.dropLast() }
        if trimmed.count >= 2, let first = trimmed.first, first == "\"" || first == "'", trimmed.last == first {
            trimmed = trimmed.dropFirst().dropLast()
        }
        return String(trimmed)
    }
}
