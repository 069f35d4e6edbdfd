/// A rule's `text`, taken apart once when it is loaded: `NO2 {value} {unit} at {sensor}, limit {threshold}`.
public struct TextTemplate: Sendable, Hashable {
    /// What may stand between braces.
    public enum Placeholder: String, CaseIterable, Sendable {
        case value, unit, threshold, quantity, sensor, place, zone, agency, domain, since, rule, severity
    }

    private enum Part: Hashable {
        case literal(String)
        case placeholder(Placeholder)
    }

    private let parts: [Part]

    /// The parts of a text.
    ///
    /// - Throws: ``RuleFault`` for an unknown placeholder or a brace without its partner.
    init(_ text: String, rule: String) throws(RuleFault) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
                throw RuleFault(
                    rule: rule,
                    key: "text",
                    problem: "a brace stands without its partner",
                    remedy: "write placeholders as {value}"
                )
            }
            if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
            parts.append(.placeholder(try Self.placeholder(rest[open...close].dropFirst().dropLast(), rule: rule)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        self.parts = parts
    }

    private static func placeholder(_ name: Substring, rule: String) throws(RuleFault) -> Placeholder {
        if let placeholder = Placeholder(rawValue: String(name)) { return placeholder }
        let known = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
        throw RuleFault(
            rule: rule,
            key: "text",
            problem: "unknown placeholder {\(name)}",
            remedy: "use one of \(known)"
        )
    }

    /// The text with every placeholder filled in; where one is empty, the blank before it goes too.
    func text(_ fill: (Placeholder) -> String) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .placeholder(let placeholder):
                let filling = fill(placeholder)
                if filling.isEmpty, text.last == " " { text.removeLast() }
                text += filling
            }
        }
        return text
    }
}
