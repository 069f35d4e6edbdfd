/// FNV-1a, 64 bits (Fowler, Noll, Vo): the same on every machine and in every run, unlike `Hasher`.
///
/// Used for placement on shards, identifiers and duplicate keys; not for anything an attacker may choose freely.
public struct StableHash: Sendable {
    public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    public init() {}

    /// Takes in one byte.
    public mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    /// Takes in text as UTF-8.
    public mutating func combine(_ text: some StringProtocol) {
        for byte in text.utf8 { combine(byte) }
    }

    /// Takes in bytes.
    public mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes { combine(byte) }
    }

    /// Takes in a number, least significant byte first.
    public mutating func combine(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { combine($0) }
    }

    /// The hash of one text.
    public static func of(_ text: some StringProtocol) -> UInt64 {
        var hash = StableHash()
        hash.combine(text)
        return hash.value
    }
}
