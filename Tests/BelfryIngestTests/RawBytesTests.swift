import Testing

@testable import BelfryIngest

/// Words loaded at once must say what bytes one by one say: the journal keeps the hash.
@Suite struct RawBytesTests {
    @Test(arguments: 0...40)
    func theTailIsWhatItsBytesSay(_ count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 201) }
        var expected: UInt64 = 0
        for (place, byte) in bytes.suffix(count & 7).enumerated() { expected |= UInt64(byte) << UInt64(8 * place) }
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            #expect(RawBytes.tail(base, count: count) == expected)
        }
    }

    @Test(arguments: 1...40)
    func oneByteMakesTwoRunsDifferent(_ count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 201) }
        #expect(Self.areEqual(bytes, bytes))
        for place in bytes.indices {
            var other = bytes
            other[place] ^= 0x10
            #expect(!Self.areEqual(bytes, other))
        }
    }

    /// Figures of the first release; a store written by it recognises redeliveries by them.
    @Test func hashesStayWhatTheyWere() {
        #expect(Self.hash("") == 0x1FF5_C292_3A78_8D2C)
        #expect(Self.hash("no2") == 0x7187_CF6D_A964_C07A)
        #expect(Self.hash("city/north/air/aq-1/pm2_5") == 0x10A1_8812_BEB8_0745)
        #expect(Self.hash("12345678") == 0xFC17_7A8F_6E44_926B)
        #expect(Self.hash("traffic") == 0x6F2E_B34C_48BF_C306)
    }

    private static func hash(_ text: String) -> UInt64 {
        Array(text.utf8).withUnsafeBytes { ByteHash.of($0) }
    }

    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBytes { left in right.withUnsafeBytes { right in RawBytes.areEqual(left, right) } }
    }
}
