import Testing

@testable import BelfryMQTT

struct SocketPeekTests {
    private func parse(_ bytes: [UInt8]) -> SocketPeek {
        bytes.withUnsafeBytes { SocketPeek.parse($0) }
    }

    @Test func packetsAreCountedOneAfterTheOther() {
        let ping: [UInt8] = [0xD0, 0]
        let publish: [UInt8] = [0x30, 4, 0, 1, 0x61, 0]
        #expect(parse(ping) == SocketPeek(wholePackets: 1, largestByteCount: 2))
        #expect(parse(ping + publish + ping) == SocketPeek(wholePackets: 3, largestByteCount: 6))
        #expect(parse(publish + publish.prefix(3)) == SocketPeek(wholePackets: 1, largestByteCount: 6))
    }

    @Test func theLengthIsLittleEndianInGroupsOfSevenBits() {
        #expect(parse([0x30, 0x7F, 1]) == SocketPeek(wholePackets: 0, largestByteCount: 129))
        #expect(parse([0x30, 0x80, 0x01]) == SocketPeek(wholePackets: 0, largestByteCount: 131))
        #expect(parse([0x32, 0xFF, 0xFF, 0xFF, 0x7F]).largestByteCount == 268_435_460)
    }

    @Test(arguments: [[0x30], [0x30, 0x80], [0x30, 0xFF, 0xFF, 0xFF]] as [[UInt8]])
    func aHeaderThatHasNotArrivedSaysNothing(_ bytes: [UInt8]) {
        #expect(parse(bytes) == SocketPeek())
    }

    @Test func aFifthLengthBytePassesNoLimit() {
        #expect(parse([0x30, 0xFF, 0xFF, 0xFF, 0xFF]).largestByteCount == .max)
        #expect(
            parse([0xD0, 0, 0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0]) == SocketPeek(wholePackets: 1, largestByteCount: .max)
        )
    }
}
