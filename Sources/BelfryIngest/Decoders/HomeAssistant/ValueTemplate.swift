// Home Assistant writes paths as Jinja templates. Those that are a path and nothing else are read:
//
//   {{ value_json.gas.no2 }}   {{ value_json['no2'] | float | round(1) }}   {{ value_json.list[0] }}   {{ value }}
//   {{ value_json.get('no2') }}   {{ (value_json.no2 | float) | round(1) }}
//
// Filters that leave a number what it is are passed over; a default would be a value that nobody has measured, so it is
// passed over as well and what is missing stays missing. Whatever computes or decides is not understood: no guess.

/// What a value template picks out of a payload.
enum ValueTemplate: Hashable, Sendable {
    /// All of it.
    case payload
    case path(JSONPointer)

    /// The longest template that is looked at, in bytes.
    static let byteLimit = 256

    /// nil where the template is more than a path.
    init?(_ text: String) {
        guard text.utf8.count <= Self.byteLimit else { return nil }
        var reader = ValueTemplateReader(text)
        guard let template = reader.template() else { return nil }
        self = template
    }
}

/// Reads a template from front to back.
private struct ValueTemplateReader {
    private let text: [UInt8]
    private var position = 0

    private static let harmlessFilters: Set<String> = [
        "float", "int", "round", "is_defined", "default", "d", "trim", "string",
    ]

    init(_ text: String) {
        self.text = Array(text.utf8)
    }

    mutating func template() -> ValueTemplate? {
        skipBlanks()
        guard take("{{") else { return nil }
        _ = take("-")
        guard let path = expression() else { return nil }
        skipBlanks()
        _ = take("-")
        guard take("}}") else { return nil }
        skipBlanks()
        guard position == text.count else { return nil }
        if path.isEmpty { return .payload }
        return (try? JSONPointer(path)).map { .path($0) }
    }

    /// A path with its filters, perhaps within parentheses; empty for the whole payload, nil for anything else.
    private mutating func expression(depth: Int = 0) -> String? {
        skipBlanks()
        let path: String
        if take("(") {
            guard depth < 4, let inner = expression(depth: depth + 1) else { return nil }
            skipBlanks()
            guard take(")") else { return nil }
            path = inner
        } else {
            switch word() {
            case "value": path = ""
            case "value_json":
                guard let steps = steps() else { return nil }
                path = steps
            default: return nil
            }
        }
        while takeFilterSign() { guard skipFilter() else { return nil } }
        return path
    }

    /// `.a['b'][0]` as `/a/b/0`; nil where a step is none.
    private mutating func steps() -> String? {
        var path = ""
        while true {
            if take(".") {
                let name = word()
                guard !name.isEmpty else { return nil }
                if byte != UInt8(ascii: "(") {
                    path += "/" + name
                } else {
                    // Of all calls only get('a') is a path; its default would be a value that nobody has measured.
                    guard name == "get", let key = argument() else { return nil }
                    path += "/" + Self.escaped(key)
                }
            } else if take("[") {
                guard let key = quoted() ?? number(), take("]") else { return nil }
                path += "/" + Self.escaped(key)
            } else {
                return path.isEmpty ? nil : path
            }
        }
    }

    private static func escaped(_ key: String) -> String {
        key.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    /// The name in `('a')` or `('a', 0)`.
    private mutating func argument() -> String? {
        guard take("(") else { return nil }
        skipBlanks()
        guard let key = quoted() else { return nil }
        while let byte, byte != UInt8(ascii: ")") {
            guard byte != UInt8(ascii: "("), byte != UInt8(ascii: "}") else { return nil }
            position += 1
        }
        return take(")") ? key : nil
    }

    private mutating func takeFilterSign() -> Bool {
        skipBlanks()
        return take("|")
    }

    /// Goes behind a filter that leaves a number what it is.
    private mutating func skipFilter() -> Bool {
        skipBlanks()
        guard Self.harmlessFilters.contains(word()) else { return false }
        guard take("(") else { return true }
        while let byte, byte != UInt8(ascii: ")") {
            // A name is given to what reads a number otherwise, as in int(base=16); a default is passed over.
            guard byte != UInt8(ascii: "("), byte != UInt8(ascii: "}"), !take("base") else { return false }
            position += 1
        }
        return take(")")
    }

    private var byte: UInt8? { position < text.count ? text[position] : nil }

    private mutating func skipBlanks() {
        while let byte, PlainText.isBlank(byte) { position += 1 }
    }

    private mutating func take(_ token: StaticString) -> Bool {
        let end = position + token.utf8CodeUnitCount
        guard end <= text.count else { return false }
        for index in 0..<token.utf8CodeUnitCount where text[position + index] != token.utf8Start[index] { return false }
        position = end
        return true
    }

    private mutating func word() -> String {
        let start = position
        while let byte, byte == UInt8(ascii: "_") || byte &- 48 <= 9 || (byte | 0x20) &- 97 < 26 { position += 1 }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    private mutating func number() -> String? {
        let digits = word()
        return !digits.isEmpty && digits.utf8.allSatisfy { $0 &- 48 <= 9 } ? digits : nil
    }

    private mutating func quoted() -> String? {
        guard let quote = byte, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
        let start = position + 1
        guard let end = text[start...].firstIndex(of: quote), !text[start..<end].contains(UInt8(ascii: "\\")) else {
            return nil
        }
        position = end + 1
        return String(decoding: text[start..<end], as: UTF8.self)
    }
}
