/// A path and its query, percent-encoded (RFC 3986, 2.1).
struct RequestTarget: Equatable, CustomStringConvertible {
    private(set) var description: String
    private var hasQuery = false

    /// A fixed path, and foreign segments below it: `api/v1/incidents` and an identifier.
    init(_ path: String, _ segments: String...) {
        description = "/" + path + segments.map { "/" + Self.encoded($0) }.joined()
    }

    /// The same target with one more parameter; none where the value is nil.
    func with(_ name: String, _ value: String?) -> RequestTarget {
        guard let value else { return self }
        var target = self
        target.description += (hasQuery ? "&" : "?") + Self.encoded(name) + "=" + Self.encoded(value)
        target.hasQuery = true
        return target
    }

    private static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let character = Character(Unicode.Scalar(byte))
            let isUnreserved = byte < 0x80 && (character.isLetter || character.isNumber || "-._~".contains(character))
            if isUnreserved {
                result.append(character)
            } else {
                let hexadecimal = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(hexadecimal)" : "%\(hexadecimal)"
            }
        }
        return result
    }
}
