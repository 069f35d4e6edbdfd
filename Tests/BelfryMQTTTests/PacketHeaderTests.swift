import Testing

@testable import BelfryMQTT

struct PacketHeaderTests {
    private func parse(_ bytes: [UInt8]) -> PacketHeader {
        bytes.withUnsafeBytes { PacketHeader.parse($0) }
    }

    @Test func aPingResponseIsWholeInTwoBytes() {
        #expect(parse([0xD0, 0]) == .packet(type: 13, byteCount: 2, isWhole: true))
    }

    @Test func theLengthIsLittleEndianInGroupsOfSevenBits() {
        #expect(parse([0x30, 0x7F, 1]) == .packet(type: 3, byteCount: 129, isWhole: false))
        #expect(parse([0x30, 0x80, 0x01]) == .packet(type: 3, byteCount: 131, isWhole: false))
        #expect(parse([0x32, 0xFF, 0xFF, 0xFF, 0x7F]) == .packet(type: 3, byteCount: 268_435_460, isWhole: false))
    }

    @Test(arguments: [[0x30], [0x30, 0x80], [0x30, 0xFF, 0xFF, 0xFF]] as [[UInt8]])
    func aHeaderThatHasNotArrivedIsIncomplete(_ bytes: [UInt8]) {
        #expect(parse(bytes) == .incomplete)
    }

    @Test func aFifthLengthBytePassesNoLimit() {
        #expect(parse([0x30, 0xFF, 0xFF, 0xFF, 0xFF]) == .packet(type: 3, byteCount: .max, isWhole: false))
    }
}
