/// Takes packed numbers off a block of bytes; whatever the bytes are, it answers with a number or an error.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    /// A reader over a block that ``ByteWriter/sealed()`` made.
    init(sealed block: [UInt8]) throws(JournalFault) {
        try self.init(sealed: block[...])
    }

    /// A reader over such a block among other bytes.
    init(sealed block: ArraySlice<UInt8>) throws(JournalFault) {
        guard block.count > Checksum.byteCount else { throw JournalFault(offset: 0, reason: "it is cut short") }
        let body = block.dropLast(Checksum.byteCount)
        var tail = ByteReader(body: block.suffix(Checksum.byteCount))
        guard try tail.fixed(UInt32.self) == Checksum.of(body) else {
            throw JournalFault(offset: body.endIndex, reason: "its checksum does not match")
        }
        self.init(body: body)
    }

    /// A reader over bytes that no checksum protects.
    init(unsealed bytes: [UInt8]) {
        self.init(body: bytes[...])
    }

    private init(body: ArraySlice<UInt8>) {
        self.bytes = body
        self.position = body.startIndex
    }

    var remainingCount: Int { bytes.endIndex - position }

    mutating func byte() throws(JournalFault) -> UInt8 {
        guard position < bytes.endIndex else { throw JournalFault(offset: position, reason: "it ends too early") }
        defer { position += 1 }
        return bytes[position]
    }

    /// The next so many bytes.
    mutating func bytes(_ count: Int) throws(JournalFault) -> ArraySlice<UInt8> {
        guard count <= remainingCount else { throw JournalFault(offset: bytes.endIndex, reason: "it ends too early") }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func varint() throws(JournalFault) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            // The tenth byte has room for one bit.
            guard shift < 63 || next <= 1 else { throw JournalFault(offset: position, reason: "a number is too long") }
            number |= UInt64(next & 0x7f) << shift
            if next < 0x80 { return number }
            shift += 7
        }
    }

    mutating func zigzag() throws(JournalFault) -> Int64 {
        let number = try varint()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func fixed<Number: FixedWidthInteger & UnsignedInteger>(
        _: Number.Type
    ) throws(JournalFault) -> Number {
        var number: Number = 0
        for index in 0..<Number.bitWidth / 8 {
            number |= Number(try byte()) << (8 * index)
        }
        return number
    }

    /// What is wrong here.
    func fault(_ reason: String) -> JournalFault { JournalFault(offset: position, reason: reason) }

    func finish() throws(JournalFault) {
        guard remainingCount == 0 else { throw JournalFault(offset: position, reason: "bytes are left over") }
    }
}
