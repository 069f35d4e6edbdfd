// Up to 64 numbers that lie close together, or change by about the same from one to the next, in as few bits as hold them.
//
//   frame of reference   7 9 8 7 9      least 7, then 0 2 1 0 2 in 2 bits each
//   differences          7 17 27 38     first 7, least difference 10, then 0 0 1 in 1 bit each
//
//   block   ┌─────────────────────────────┬───────┬───────┬──────────────────┬───────────────────────────┐
//           │ 0x80 exceptions             │ first │ least │ bits, the lowest │ exceptions: how many, and │
//           │ 0x40 differences │ width    │       │       │ first, to a byte │ of each index and the rest│
//           │ 1 byte           │ 0...63   │zigzag │zigzag │                  │ 1 byte, 1 byte + varint   │
//           └─────────────────────────────┴───────┴───────┴──────────────────┴───────────────────────────┘
//                                          absent but with differences          absent but where there are some
//
// Exceptions keep one missed reading, or one spike, from widening all others. After Lemire and Boytsov, "Decoding billions of
// integers per second through vectorization" (Software: Practice and Experience, 2015), section 2: frame of reference, deltas
// and patching.

/// A block of integers, packed.
enum IntegerBlock {
    /// Numbers in a block but the last.
    static let length = 64

    static let exceptionsFlag: UInt8 = 0x80
    private static let differencesFlag: UInt8 = 0x40
    private static let widthMask: UInt8 = 0x3f

    /// Packs numbers, one to ``length`` of them, in the smaller of the two ways; O(count).
    private static func append(_ numbers: UnsafeBufferPointer<Int64>, to writer: inout ByteWriter) {
        let plain = PackedOffsets(numbers)
        guard let first = numbers.first, numbers.count > 1, plain.byteCount > 2 else {
            return plain.append(flag: 0, to: &writer)
        }
        let differences = PackedOffsets(numbers, areSteps: true)
        if plain.byteCount <= differences.byteCount + ByteWriter.zigzagByteCount(first) {
            plain.append(flag: 0, to: &writer)
        } else {
            differences.append(flag: differencesFlag, first: first, to: &writer)
        }
    }

    /// Takes the `count` numbers of a block off a reader.
    static func read(count: Int, from reader: inout ByteReader, into numbers: inout [Int64]) throws(JournalFault) {
        let header = try reader.byte()
        let isOfDifferences = header & differencesFlag != 0
        guard count > 1 || !isOfDifferences else { throw reader.fault("a block of differences has one number") }
        let first = isOfDifferences ? try reader.zigzag() : 0
        if isOfDifferences { numbers.append(first) }
        let start = numbers.count
        try PackedOffsets.read(
            count: isOfDifferences ? count - 1 : count,
            width: Int(header & widthMask),
            hasExceptions: header & exceptionsFlag != 0,
            from: &reader,
            into: &numbers
        )
        guard isOfDifferences else { return }
        for index in start..<numbers.count { numbers[index] &+= numbers[index - 1] }
    }
}

extension IntegerBlock {
    /// Packs any count of numbers, a block behind the other.
    static func appendAll(_ numbers: [Int64], to writer: inout ByteWriter) {
        numbers.withUnsafeBufferPointer { numbers in
            for start in stride(from: 0, to: numbers.count, by: length) {
                append(UnsafeBufferPointer(rebasing: numbers[start..<min(start + length, numbers.count)]), to: &writer)
            }
        }
    }

    /// Takes them off again, behind the numbers that are there.
    static func readAll(count: Int, from reader: inout ByteReader, into numbers: inout [Int64]) throws(JournalFault) {
        let end = numbers.count + count
        numbers.reserveCapacity(end)
        while numbers.count < end {
            try read(count: min(length, end - numbers.count), from: &reader, into: &numbers)
        }
    }
}
