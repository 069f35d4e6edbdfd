import Testing

@testable import BelfryIngest

/// The wire format, and everything that is none.
@Suite struct ProtobufReaderTests {
    @Test func fieldsComeAsTheyStand() throws {
        var message = ProtobufBytes()
        message.varint(1, .max)
        message.varint(536_870_911, 0)
        message.double(3, -2.5)
        message.float(4, 12.5)
        message.bytes(5, [1, 2, 3])
        message.bytes(6, [])
        var contents: [String] = []
        try message.bytes.withUnsafeBytes { bytes in
            var reader = ProtobufReader(bytes)
            while let field = try reader.next() {
                switch field.content {
                case .varint(let value): contents.append("\(field.number) varint \(value)")
                case .fixed64: contents.append("\(field.number) \(try field.double())")
                case .fixed32: contents.append("\(field.number) \(try field.float())")
                case .bytes(let bytes): contents.append("\(field.number) \(Array(bytes))")
                }
            }
        }
        #expect(
            contents == [
                "1 varint 18446744073709551615", "536870911 varint 0", "3 -2.5", "4 12.5", "5 [1, 2, 3]", "6 []",
            ]
        )
    }

    @Test(
        arguments: [
            ([0x08], .truncated),
            ([0x08, 0x80], .truncated),
            ([0x80], .truncated),
            // Eleven bytes, and ten of which the last holds more than the 64th bit.
            ([0x08] + Array(repeating: 0xFF, count: 10) + [0x01], .varintTooLong),
            ([0x08] + Array(repeating: 0xFF, count: 9) + [0x02], .varintTooLong),
            ([0x08] + Array(repeating: 0x80, count: 10) + [0x00], .varintTooLong),
            ([0x12, 0x01], .lengthBeyondEnd),
            ([0x12, 0x05, 1, 2, 3, 4], .lengthBeyondEnd),
            ([0x12] + Array(repeating: 0xFF, count: 9) + [0x01], .lengthBeyondEnd),
            ([0x12, 0x80], .truncated),
            ([0x0D, 1, 2, 3], .truncated),
            ([0x09, 1, 2, 3, 4, 5, 6, 7], .truncated),
            ([0x0B], .group), ([0x0C], .group),
            ([0x0E], .unknownWireType), ([0x0F], .unknownWireType),
            ([0x00, 0x00], .unusableFieldNumber),
            ([0x80, 0x80, 0x80, 0x80, 0x10, 0x00], .unusableFieldNumber),
        ] as [([UInt8], ProtobufFault)]
    )
    func whatIsNoMessageIsRefused(_ bytes: [UInt8], _ fault: ProtobufFault) {
        #expect(throws: fault) { try readAll(bytes) }
        #expect(fault.reason == .notProtobuf)
        #expect(!fault.detail.isEmpty)
    }

    @Test func theLargestVarintFits() throws {
        try readAll([0x08] + Array(repeating: 0xFF, count: 9) + [0x01])
    }

    @Test func aFieldOfAnotherWireTypeIsNotTaken() {
        let field = ProtobufField(number: 1, content: .fixed32(0))
        #expect(throws: ProtobufFault.wrongWireType) { try field.varint() }
        #expect(throws: ProtobufFault.wrongWireType) { try field.boolean() }
        #expect(throws: ProtobufFault.wrongWireType) { try field.double() }
        #expect(throws: ProtobufFault.wrongWireType) { try field.bytes() }
        #expect(throws: ProtobufFault.wrongWireType) { try ProtobufField(number: 1, content: .varint(0)).float() }
        #expect(ProtobufFault.wrongWireType.reason == .wrongType)
        #expect(!ProtobufFault.wrongWireType.detail.isEmpty)
    }

    private func readAll(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { bytes in
            var reader = ProtobufReader(bytes)
            while try reader.next() != nil {}
        }
    }
}
