/// The objects of a codec that stand for a place or a part of the device: `outside`, `probe_2`.
enum CodecPlace {
    private static let words = Vocabulary<Bool>([
        ("inside", true), ("outside", true), ("indoor", true), ("outdoor", true), ("internal", true),
        ("external", true),
    ])
    /// What several of a device are called, with a number behind it.
    private static let parts = Vocabulary<Bool>([
        ("probe", true), ("sensor", true), ("channel", true), ("ch", true), ("port", true), ("input", true),
    ])

    /// Whether a key names one.
    static func isNamed(by key: UnsafeBufferPointer<UInt8>) -> Bool {
        if words.meaning(of: key) != nil { return true }
        guard let end = key.lastIndex(where: { $0 &- UInt8(ascii: "0") > 9 }), end + 1 < key.count else { return false }
        let isApart = key[end] == UInt8(ascii: "_") || key[end] == UInt8(ascii: "-") || key[end] == UInt8(ascii: " ")
        return parts.meaning(of: UnsafeBufferPointer(rebasing: key[..<(isApart ? end : end + 1)])) != nil
    }
}
