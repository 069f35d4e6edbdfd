/// The first byte of an item and the number behind it.
///
///     major type │ information            argument
///       3 bits   │   5 bits       0…23: itself   24, 25, 26, 27: in 1, 2, 4, 8 bytes   31: open, or a break
struct CBORHead: BitwiseCopyable {
    enum Major: UInt8 {
        case unsigned, negative, bytes, text, array, map, tag, simple

        /// The word that users read in reasons.
        var name: String {
            switch self {
            case .unsigned, .negative: "a number"
            case .bytes: "a byte string"
            case .text: "a string"
            case .array: "an array"
            case .map: "a map"
            case .tag: "a tag"
            case .simple: "a simple value"
            }
        }
    }

    var major: Major
    var information: UInt8
    /// 0 where the length is open.
    var argument: UInt64

    /// Whether the length is open; of a simple value it means the break.
    var isOpen: Bool { information == 31 }

    var isBreak: Bool { major == .simple && isOpen }
}
