// The JSON of trace and truth lines: one object whose values are texts, numbers, booleans, null, or lists of texts
// (RFC 8259, without nesting). Small enough to be checked by eye; what sensors send is read in BelfryIngest.

/// One object without nesting.
struct FlatJSON {
    enum Value: Equatable {
        case text(String)
        case texts([String])
        case number(Double)
        case boolean(Bool)
        case null
    }

    private(set) var members: [String: Value] = [:]

    /// - Throws: ``TraceLineFault`` for anything else.
    init(_ bytes: [UInt8]) throws(TraceLineFault) {
        var parser = FlatJSONParser(bytes)
        try parser.take("{", "a line is one JSON object")
        while !parser.takeIf("}") {
            if !members.isEmpty { try parser.take(",", "a comma or the end of the object is expected") }
            let key = try parser.string()
            try parser.take(":", "a colon belongs behind \"\(key.prefix(32))\"")
            guard members.updateValue(try parser.value(), forKey: key) == nil else {
                throw TraceLineFault(reason: "\"\(key.prefix(32))\" stands there twice")
            }
        }
        try parser.end()
    }

    /// The text of a key that has to be there.
    func text(_ key: String) throws(TraceLineFault) -> String {
        guard case .text(let text)? = members[key] else { throw missing(key, "a text") }
        return text
    }

    /// The texts of a key that has to be there.
    func texts(_ key: String) throws(TraceLineFault) -> [String] {
        guard case .texts(let texts)? = members[key] else { throw missing(key, "a list of texts") }
        return texts
    }

    /// The boolean of a key that may be absent.
    func boolean(_ key: String) throws(TraceLineFault) -> Bool? {
        switch members[key] {
        case nil, .null: return nil
        case .boolean(let value): return value
        default: throw missing(key, "true or false")
        }
    }

    /// The number of a key that has to be there.
    func number(_ key: String) throws(TraceLineFault) -> Double {
        guard case .number(let number)? = members[key] else { throw missing(key, "a number") }
        return number
    }

    private func missing(_ key: String, _ what: String) -> TraceLineFault {
        TraceLineFault(reason: members[key] == nil ? "\"\(key)\" is missing" : "\"\(key)\" has to be \(what)")
    }

    /// A list of texts in brackets.
    static func list(_ texts: [String]) -> String {
        "[" + texts.map { quoted($0) }.joined(separator: ",") + "]"
    }

    /// A text with quotes around it and everything escaped that has to be.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
