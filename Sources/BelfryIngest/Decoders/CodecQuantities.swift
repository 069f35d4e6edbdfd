/// A set of quantities by number, as wide as one message needs it.
struct CodecQuantities {
    /// Numbers from here on are not remembered.
    static let limit = 256

    private var words = SIMD4<UInt64>()

    var isEmpty: Bool { words == SIMD4<UInt64>() }

    func contains(_ number: Int) -> Bool {
        (0..<Self.limit).contains(number) && words[number >> 6] & 1 << UInt64(number & 63) != 0
    }

    mutating func insert(_ number: Int) {
        guard (0..<Self.limit).contains(number) else { return }
        words[number >> 6] |= 1 << UInt64(number & 63)
    }
}
