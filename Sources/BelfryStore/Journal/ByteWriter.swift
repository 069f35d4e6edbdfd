// The bytes of packed rows: little-endian numbers and varints (7 bits a byte, least significant first, as in
// Protocol Buffers), with a checksum at the end, so that a flipped bit on worn flash is an error and not a number.

import BelfryModel

/// Appends packed numbers to a growing block of bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// 1 byte below 128, at most 10.
    mutating func appendVarint(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A signed number whose distance from zero decides its length: 0, -1, 1, -2 become 0, 1, 2, 3.
    mutating func appendZigzag(_ number: Int64) {
        appendVarint(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    /// Bytes that ``appendZigzag(_:)`` takes.
    static func zigzagByteCount(_ number: Int64) -> Int {
        let folded = UInt64(bitPattern: (number << 1) ^ (number >> 63))
        return max(1, (64 - folded.leadingZeroBitCount + 6) / 7)
    }

    mutating func appendFixed(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Appends the checksum and gives the finished block away.
    consuming func sealed() -> [UInt8] {
        appendFixed(Checksum.of(bytes[...]))
        return bytes
    }
}

/// The lower half of FNV-1a, 64 bits: finds damage, does not resist an attacker who can write the file anyway.
enum Checksum {
    static let byteCount = 4

    static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var hash = StableHash()
        bytes.withUnsafeBytes { hash.combine($0) }
        return UInt32(truncatingIfNeeded: hash.value)
    }
}
