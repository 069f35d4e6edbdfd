import BelfryModel
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (7, "7"), (-7, "-7"), (200, "200"), (201.3456, "201.3"), (0.42, "0.42"),
        (0.42135, "0.4214"), (0.000123456, "0.0001235"), (1e-7, "1e-07"), (12345.678, "12346"), (99.999, "100"),
        (9.9999, "10"), (1e9, "1000000000"), (1e16, "1e+16"), (.infinity, "inf"), (.leastNonzeroMagnitude, "5e-324"),
    ])
    func readsAsAPersonWouldWriteIt(_ number: Double, text: String) {
        #expect(NumberText.text(of: number) == text)
    }

    @Test func twoNumbersThatDifferLookDifferent() {
        #expect(NumberText.text(of: 200.04, besides: 200) == "200.04")
        #expect(NumberText.text(of: 200, besides: 200.04) == "200")
        #expect(NumberText.text(of: 200.000000001, besides: 200) == "200.000000001")
        #expect(NumberText.text(of: 5, besides: .nan) == "5")
    }

    @Test func unitsReadAsPeopleWriteThem() {
        #expect(Unit("ug/m3").text(of: "40") == "40 µg/m³")
        #expect(Unit("1").text(of: "40") == "40")
        #expect(Unit("dB(A)").text(of: "40") == "40 dB(A)")
    }
}
