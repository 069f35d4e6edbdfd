/// Why a line is not line protocol.
enum LineProtocolFault: UInt8, Error {
    case measurement
    case comment
    case tagKey
    case tagValue
    case fieldKey
    case fieldValue
    case number
    case integerRange
    case notFinite
    case boolean
    case openText
    case afterField
    case time
    case afterTime
    case notUTF8

    var reason: Reason {
        self == .notUTF8 ? .notUTF8 : .brokenRule
    }

    /// What is wrong, for people; nothing of the line is repeated.
    var detail: StaticString {
        switch self {
        case .measurement: "it does not begin with the name of a measurement"
        case .comment: "a control character in a comment"
        case .tagKey: "a comma is not followed by a tag, or a tag has no \"=\""
        case .tagValue: "a tag without a value"
        case .fieldKey: "no field, or a field without a name and \"=\""
        case .fieldValue: "a field value that is neither a number, a boolean nor a text in quotes"
        case .number: "a field value that begins like a number and is none"
        case .integerRange: "an integer beyond 64 bits"
        case .notFinite: "a number beyond the range of a double"
        case .boolean: "a field value that begins like a boolean and is none"
        case .openText: "a text without its closing quote"
        case .afterField: "text after the closing quote"
        case .time: "a time that is not a number of 64 bits"
        case .afterTime: "text after the time"
        case .notUTF8: "bytes that are not UTF-8"
        }
    }
}
