import BelfryModel
import Testing

/// Hashes and identifiers are the same on every machine and in every run.
@Suite struct IdentifierTests {
    @Test(
        arguments: [
            // The published vectors of FNV-1a, 64 bits.
            ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
        ] as [(String, UInt64)]
    )
    func hashesFollowTheStandard(_ text: String, _ hash: UInt64) {
        #expect(StableHash.of(text) == hash)
    }

    @Test func numbersAreTakenInLeastSignificantByteFirst() {
        var number = StableHash()
        number.combine(UInt32(0x0403_0201))
        var bytes = StableHash()
        for byte in UInt8(1)...4 { bytes.combine(byte) }
        #expect(number.value == bytes.value)
        var buffer = StableHash()
        [UInt8](1...4).withUnsafeBytes { buffer.combine($0) }
        #expect(buffer.value == bytes.value)
    }

    @Test func identifiersAreTenReadableCharacters() {
        #expect(ShortIdentifier.text(of: 0) == "0000000000")
        #expect(ShortIdentifier.text(of: .max) == "zzzzzzzzzz")
        #expect(ShortIdentifier.text(of: 1 << 14) == "0000000001")
        #expect(ShortIdentifier.text(of: StableHash.of("foobar")).allSatisfy { !"ilou".contains($0) })
    }

    @Test func theIdentityOfASeriesIsItsPath() {
        let key = SeriesKey(agency: "env", sensor: "a-7", quantity: Quantity("no2"))
        #expect(key.identity == "env/a-7/no2")
        #expect(SeriesDescriptor(id: SeriesID(0), key: key, unit: .unknown, domain: .air).place.name == "a-7")
    }

    @Test func namesComeBack() {
        for domain in Domain.allCases { #expect(Domain(name: domain.name) == domain) }
        for severity in Severity.allCases { #expect(Severity(name: severity.name) == severity) }
        for quality in Quality.allCases { #expect(Quality(name: quality.name) == quality) }
        for aggregate in Aggregate.allCases { #expect(Aggregate(name: aggregate.name) == aggregate) }
        #expect(Domain(name: "") == nil)
        #expect(QualityFlags([.clock, .outOfRange]).names == ["out_of_range", "clock"])
    }
}
