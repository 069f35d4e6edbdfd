/// The distances of some numbers from the least of them, and the width in bits at which they take the fewest bytes.
struct PackedOffsets {
    let least: Int64
    let values: [UInt64]
    /// 0...63; what is wider is an exception.
    let width: Int
    private let exceptionCount: Int
    /// Of the whole, without the header and the first number.
    let byteCount: Int

    /// The offsets of at least one number, up to ``IntegerBlock/length``.
    init(_ numbers: ArraySlice<Int64>) {
        let least = numbers.reduce(Int64.max) { min($0, $1) }
        let values = numbers.map { UInt64(bitPattern: $0 &- least) }
        // How many have so many bits.
        var counts = [Int](repeating: 0, count: 65)
        for value in values { counts[64 - value.leadingZeroBitCount] += 1 }
        var best = (width: 0, exceptions: 0, bytes: Int.max)
        for width in 0...63 {
            var exceptions = 0
            var bytes = (values.count * width + 7) / 8
            for bits in width + 1..<65 where counts[bits] > 0 {
                exceptions += counts[bits]
                bytes += counts[bits] * (1 + (bits - width + 6) / 7)
            }
            if exceptions > 0 { bytes += 1 }
            if bytes < best.bytes { best = (width, exceptions, bytes) }
            if exceptions == 0 { break }
        }
        self.least = least
        self.values = values
        self.width = best.width
        self.exceptionCount = best.exceptions
        self.byteCount = ByteWriter.zigzagByteCount(least) + best.bytes
    }
}

extension PackedOffsets {
    /// Writes header, first number where there is one, least, bits and exceptions.
    func append(flag: UInt8, first: Int64? = nil, to writer: inout ByteWriter) {
        writer.append(flag | (exceptionCount > 0 ? IntegerBlock.exceptionsFlag : 0) | UInt8(width))
        if let first { writer.appendZigzag(first) }
        writer.appendZigzag(least)
        appendBits(to: &writer)
        guard exceptionCount > 0 else { return }
        writer.append(UInt8(exceptionCount))
        for (index, value) in values.enumerated() where value >> UInt64(width) != 0 {
            writer.append(UInt8(index))
            writer.appendVarint(value >> UInt64(width))
        }
    }

    private func appendBits(to writer: inout ByteWriter) {
        guard width > 0 else { return }
        let mask = UInt64.max >> UInt64(64 - width)
        var pending: UInt64 = 0
        var held = 0
        for value in values {
            let low = value & mask
            pending |= low << UInt64(held)
            held += width
            guard held >= 64 else { continue }
            writer.appendFixed(pending)
            held -= 64
            pending = held > 0 ? low >> UInt64(width - held) : 0
        }
        while held > 0 {
            writer.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            held -= 8
        }
    }

    /// The values of a block whose header and first number were read.
    static func read(
        count: Int,
        width: Int,
        hasExceptions: Bool,
        from reader: inout ByteReader
    ) throws(JournalFault) -> (least: Int64, values: [UInt64]) {
        let least = try reader.zigzag()
        var values = try readBits(count: count, width: width, from: &reader)
        guard hasExceptions else { return (least, values) }
        for _ in 0..<(try reader.byte()) {
            let index = Int(try reader.byte())
            let rest = try reader.varint()
            guard index < count, rest <= UInt64.max >> UInt64(width) else {
                throw reader.fault("an exception is out of place")
            }
            values[index] |= rest << UInt64(width)
        }
        return (least, values)
    }
}

extension PackedOffsets {
    private static func readBits(
        count: Int,
        width: Int,
        from reader: inout ByteReader
    ) throws(JournalFault) -> [UInt64] {
        guard width > 0 else { return [UInt64](repeating: 0, count: count) }
        let mask = UInt64.max >> UInt64(64 - width)
        var values: [UInt64] = []
        values.reserveCapacity(count)
        var pending: UInt64 = 0
        var held = 0
        for _ in 0..<count {
            var value = pending
            var known = held
            // A byte at a time: a width is 0 to 63 bits, of which the last byte may give the next value some.
            while known < width {
                let byte = UInt64(try reader.byte())
                value |= byte << UInt64(known)
                known += 8
                pending = known > width ? byte >> UInt64(8 - (known - width)) : 0
            }
            if held >= width { pending = pending >> UInt64(width) }
            held = known - width
            values.append(value & mask)
        }
        return values
    }
}
