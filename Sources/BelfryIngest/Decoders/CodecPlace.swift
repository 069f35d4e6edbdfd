/// The objects of a codec that stand for a place or a part of the device: `outside`, `probe_2`.
enum CodecPlace {
    private static let words = Vocabulary<Void>(of: [
        "inside", "outside", "indoor", "outdoor", "internal", "external",
    ])
    /// What several of a device are called, with a number behind it.
    private static let parts = Vocabulary<Void>(of: [
        "probe", "sensor", "channel", "ch", "port", "input",
    ])

    /// Whether a key names one.
    static func isNamed(by key: UnsafeBufferPointer<UInt8>) -> Bool {
        if words.holds(key) { return true }
        guard let end = key.lastIndex(where: { $0 &- UInt8(ascii: "0") > 9 }), end + 1 < key.count else { return false }
        let isApart = key[end] == UInt8(ascii: "_") || key[end] == UInt8(ascii: "-") || key[end] == UInt8(ascii: " ")
        return parts.holds(UnsafeBufferPointer(rebasing: key[..<(isApart ? end : end + 1)]))
    }
}
