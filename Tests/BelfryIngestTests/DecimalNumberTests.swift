import Testing

@testable import BelfryIngest

/// Numbers keep their digits until somebody asks for a double.
@Suite struct DecimalNumberTests {
    @Test(arguments: [
        "0", "-0", "1", "-1.5", "21.25", "0.1", "1e22", "1e23", "1e-22", "1e-23", "9007199254740993",
        "123456789012345678901234567890", "0.30000000000000004", "1.7976931348623157e308", "5e-324",
        "2.2250738585072011e-308",
        "1276020076.001", "0.000000000000000000000000000001", "1e-400", "000123.5", "100000000000000000000000e-20",
    ])
    func doublesAreRoundedAsTheStandardLibraryDoes(_ text: String) throws {
        let expected = try #require(Double(text))
        #expect(double(text)?.bitPattern == expected.bitPattern)
    }

    @Test func seededDoublesSurviveTheRoundTrip() {
        let seed: UInt64 = 20_261_118
        var generator = SeededGenerator(seed: seed)
        var firstMismatch: Double?
        for _ in 0..<5_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            if double("\(value)") != value { firstMismatch = firstMismatch ?? value }
        }
        #expect(firstMismatch == nil, "seed \(seed)")
    }

    @Test(arguments: ["1e400", "-1e400", "1e999999999999", "9e308"])
    func beyondTheRangeIsInfinite(_ text: String) {
        #expect(double(text)?.isInfinite == true)
    }

    @Test(arguments: ["", "-", "+", ".", ".5", "1.", "1e", "1e+", "1,5", "1 ", "0x1", "NaN", "inf", "--1", "1.2.3"])
    func textThatIsNoNumber(_ text: String) {
        #expect(double(text) == nil)
    }

    @Test(
        arguments: [
            ("1276020076.001", 9, 1_276_020_076_001_000_000), ("1700000000123456789", 0, 1_700_000_000_123_456_789),
            ("-5", 9, -5_000_000_000), ("0.14e1", 9, 1_400_000_000), ("1.5e-9", 9, 2), ("1.4e-9", 9, 1),
            ("1e-40", 9, 0),
            ("0e99999", 9, 0), ("-0.0000000005", 9, -1), ("9223372036854775807", 0, .max),
        ] as [(String, Int, Int64)]
    )
    func scaledIntegersAreExact(_ text: String, _ power: Int, _ expected: Int64) {
        #expect(decimal(text)?.integer(scaledByPowerOfTen: power) == expected)
    }

    @Test(arguments: ["9223372036854775808", "1e19", "1e400", "-1e30", "99999999999999999999"])
    func scaledIntegersThatDoNotFit(_ text: String) {
        #expect(decimal(text) != nil)
        #expect(decimal(text)?.integer(scaledByPowerOfTen: 0) == nil)
    }

    private func double(_ text: String) -> Double? {
        Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.double($0) }
    }

    private func decimal(_ text: String) -> DecimalNumber? {
        Array(text.utf8).withUnsafeBufferPointer { DecimalNumber($0) }
    }
}
