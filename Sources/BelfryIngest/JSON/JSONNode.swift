// A document as a flat row of nodes, parents before children, so that reading it again costs one pass over memory:
//
//   {"a":[1,2]}   ─►   object(1) · key a · array(2) · 1 · 2
//   span               5          1       3          1   1      ← nodes from here to the next sibling

/// What a node of a JSON document is.
enum JSONKind: UInt8 {
    case object, array, string, number, `true`, `false`, null

    /// The word that users read in reasons.
    var name: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .true, .false: "a boolean"
        case .null: "null"
        }
    }
}

/// One value, or one key, of a parsed document.
struct JSONNode: BitwiseCopyable {
    /// Where the text starts: after the quote of a string, at the first byte of anything else.
    var offset: UInt32
    /// Bytes of text of a string or number, elements of an array, members of an object.
    var length: UInt32
    /// Nodes from this one to its next sibling; 1 for anything without children.
    var span: UInt32
    var kind: JSONKind
    /// Whether a string holds escapes, so that its bytes are not its text.
    var hasEscapes: Bool
}
