// RFC 6901: `/gas/no2`, `/values/0`, `~1` for a slash and `~0` for a tilde in a key.

/// A path to one value of a JSON document.
public struct JSONPointer: Hashable, Sendable {
    /// Why text is not a pointer.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case noLeadingSlash(String)
        case badEscape(String)
        case tooLong(String)

        public var description: String {
            switch self {
            case .noLeadingSlash(let text): "\"\(text)\" is not a JSON Pointer: it has to start with \"/\""
            case .badEscape(let text):
                "\"\(text)\" is not a JSON Pointer: write ~0 for \"~\" and ~1 for \"/\" within a key"
            case .tooLong(let text):
                "\"\(text)\" is not a usable JSON Pointer: it has more than \(JSONPointer.stepLimit) steps"
            }
        }
    }

    /// Documents are never nested deeper than this.
    public static let stepLimit = JSONLimits.depth

    /// The pointer as written.
    public let text: String
    let steps: [Step]

    /// One level of the way down.
    struct Step: Hashable, Sendable {
        /// The key in UTF-8.
        var key: [UInt8]
        /// The key as an array index; nil where it is not one (RFC 6901, section 4: no leading zeros).
        var index: Int?
    }

    /// A pointer from its text; the empty text points at the whole document.
    ///
    /// - Throws: ``Fault`` where the text is not a pointer.
    public init(_ text: String) throws(Fault) {
        self.text = text
        guard !text.isEmpty else {
            self.steps = []
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { throw .noLeadingSlash(text) }
        var steps: [Step] = []
        for token in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let key = Self.unescape(token) else { throw .badEscape(text) }
            steps.append(Step(key: key, index: Self.index(of: token)))
        }
        guard steps.count <= Self.stepLimit else { throw .tooLong(text) }
        self.steps = steps
    }

    private static func unescape(_ token: Substring) -> [UInt8]? {
        var key: [UInt8] = []
        var bytes = token.utf8.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "~") else {
                key.append(byte)
                continue
            }
            switch bytes.next() {
            case UInt8(ascii: "0"): key.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): key.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return key
    }

    private static func index(of token: Substring) -> Int? {
        guard token == "0" || token.first != "0", token.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") <= 9 }) else {
            return nil
        }
        return Int(token)
    }
}

extension JSONPointer {
    /// The value that the pointer names; nil where the document has none.
    ///
    /// O(members on the way).
    func resolve(in root: JSONValue) -> JSONValue? {
        var value = root
        for step in steps {
            switch value.kind {
            case .object:
                guard let member = Self.member(of: value, key: step.key) else { return nil }
                value = member
            case .array:
                guard let index = step.index, index < value.count else { return nil }
                var element = value.first
                for _ in 0..<index { element = element.next }
                value = element
            default: return nil
            }
        }
        return value
    }

    private static func member(of object: JSONValue, key: [UInt8]) -> JSONValue? {
        key.withUnsafeBufferPointer { text in
            for member in object.members where member.key.isText(text) { return member.value }
            return nil
        }
    }
}
