/// The distances of some numbers from the least of them, and the width in bits at which they take the fewest bytes.
///
/// It looks at the numbers where they lie: sealing an hour of a city packs a hundred thousand of them.
struct PackedOffsets {
    private let numbers: UnsafeBufferPointer<Int64>
    private let areSteps: Bool
    private let least: Int64
    /// 0...63; what is wider is an exception.
    private let width: Int
    private let exceptionCount: Int
    /// Of the whole, without the header and the first number.
    let byteCount: Int

    /// The offsets of at least one number, up to ``IntegerBlock/length``, or of the steps from each to the next.
    ///
    /// - Parameter numbers: must outlive the value.
    init(_ numbers: UnsafeBufferPointer<Int64>, areSteps: Bool = false) {
        self.numbers = numbers
        self.areSteps = areSteps
        let count = areSteps ? numbers.count - 1 : numbers.count
        var least = Int64.max
        for index in 0..<count { least = min(least, Self.number(index, of: numbers, areSteps)) }
        // How many have so many bits.
        var counts = InlineArray<65, UInt8>(repeating: 0)
        var all: UInt64 = 0
        for index in 0..<count {
            let value = UInt64(bitPattern: Self.number(index, of: numbers, areSteps) &- least)
            counts[64 &- value.leadingZeroBitCount] &+= 1
            all |= value
        }
        let best = Self.bestWidth(count: count, widest: 64 - all.leadingZeroBitCount, counts)
        self.least = least
        width = best.width
        exceptionCount = best.exceptions
        byteCount = ByteWriter.zigzagByteCount(least) + best.bytes
    }

    private var count: Int { areSteps ? numbers.count - 1 : numbers.count }

    /// Steps may wrap around; adding them up again wraps back.
    @inline(__always)
    private static func number(_ index: Int, of numbers: UnsafeBufferPointer<Int64>, _ areSteps: Bool) -> Int64 {
        areSteps ? numbers[index + 1] &- numbers[index] : numbers[index]
    }

    @inline(__always)
    private func value(_ index: Int) -> UInt64 {
        UInt64(bitPattern: Self.number(index, of: numbers, areSteps) &- least)
    }

    /// From the width that holds all downwards; each step makes exceptions of those that have as many bits as the last.
    private static func bestWidth(
        count: Int,
        widest: Int,
        _ counts: borrowing InlineArray<65, UInt8>
    ) -> (width: Int, exceptions: Int, bytes: Int) {
        var best = (width: 0, exceptions: 0, bytes: Int.max)
        var width = min(widest, 63)
        while true {
            var exceptions = 0
            var bytes = (count * width + 7) / 8
            var bits = widest
            while bits > width {
                let wide = Int(counts[bits])
                exceptions += wide
                bytes += wide * (1 + (bits - width + 6) / 7)
                bits -= 1
            }
            if exceptions > 0 { bytes += 1 }
            if bytes <= best.bytes { best = (width, exceptions, bytes) }
            // An exception takes two bytes or more: with many, fewer bits for the rest save nothing any more.
            guard width > 0, exceptions * 8 <= count else { return best }
            width -= 1
        }
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
        for index in 0..<count where value(index) >> UInt64(width) != 0 {
            writer.append(UInt8(index))
            writer.appendVarint(value(index) >> UInt64(width))
        }
    }

    private func appendBits(to writer: inout ByteWriter) {
        guard width > 0 else { return }
        let mask = UInt64.max >> UInt64(64 - width)
        var pending: UInt64 = 0
        var held = 0
        for index in 0..<count {
            let low = value(index) & mask
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
}

extension PackedOffsets {
    /// Appends the numbers of a block whose header and first number were read.
    static func read(
        count: Int,
        width: Int,
        hasExceptions: Bool,
        from reader: inout ByteReader,
        into numbers: inout [Int64]
    ) throws(JournalFault) {
        let least = try reader.zigzag()
        let start = numbers.count
        try readBits(count: count, width: width, least: least, from: &reader, into: &numbers)
        guard hasExceptions else { return }
        for _ in 0..<(try reader.byte()) {
            let index = Int(try reader.byte())
            let rest = try reader.varint()
            guard index < count, rest <= UInt64.max >> UInt64(width) else {
                throw reader.fault("an exception is out of place")
            }
            numbers[start + index] &+= Int64(bitPattern: rest << UInt64(width))
        }
    }

    private static func readBits(
        count: Int,
        width: Int,
        least: Int64,
        from reader: inout ByteReader,
        into numbers: inout [Int64]
    ) throws(JournalFault) {
        guard width > 0 else {
            for _ in 0..<count { numbers.append(least) }
            return
        }
        let bytes = try reader.bytes((count * width + 7) / 8)
        let mask = UInt64.max >> UInt64(64 - width)
        let start = numbers.count
        numbers += repeatElement(least, count: count)
        bytes.withUnsafeBytes { bytes in
            numbers.withUnsafeMutableBufferPointer { numbers in
                for index in 0..<count {
                    let bit = index &* width
                    var value = word(at: bit / 8, of: bytes) >> UInt64(bit % 8)
                    // Of more than 57 bits some may lie beyond eight bytes.
                    if bit % 8 &+ width > 64 { value |= word(at: bit / 8 + 8, of: bytes) << UInt64(64 - bit % 8) }
                    numbers[start + index] &+= Int64(bitPattern: value & mask)
                }
            }
        }
    }

    /// Eight bytes from an offset on, those beyond the end 0.
    @inline(__always)
    private static func word(at offset: Int, of bytes: UnsafeRawBufferPointer) -> UInt64 {
        if offset + 8 <= bytes.count {
            return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        var word: UInt64 = 0
        for index in offset..<max(offset, bytes.count) { word |= UInt64(bytes[index]) << UInt64(8 * (index - offset)) }
        return word
    }
}
