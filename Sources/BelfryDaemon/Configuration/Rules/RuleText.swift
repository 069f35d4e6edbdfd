// A rule in the words of its author, so that who asks for it gets all of it, whatever the detector, and can read it back in:
//
//     { name: no2-hour-limit, match: { domain: air, quantity: no2 }, above: "200 ug/m3", severity: major }

/// A rule as it is written, on one line of YAML with ${NAME} filled in.
public enum RuleText {
    static func text(of node: YAMLNode) -> String {
        switch node.content {
        case .null, .faulty: "~"
        case .scalar(let text): scalar(text)
        case .sequence(let elements): "[\(elements.map(text).joined(separator: ", "))]"
        case .mapping(let entries):
            entries.isEmpty
                ? "{}" : "{ \(entries.map { "\(scalar($0.key)): \(text(of: $0.value))" }.joined(separator: ", ")) }"
        }
    }

    /// Quoted where it is more than a word or a number.
    private static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "/"):
                true
            default: false
            }
        }
        guard text.isEmpty || !isPlain || text == "null" || text.hasPrefix("-") else { return text }
        // What looks like a variable is none any more.
        return "\"\(text.replacing("${", with: "$${").unicodeScalars.map(escaped).joined())\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        default:
            scalar.value < 0x20 || scalar.value == 0x7f
                ? "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16) : String(scalar)
        }
    }
}
