import Testing

@testable import BelfryDetection

@Suite struct QuietBandTests {
    /// Limits that eight bytes cannot hold: the band must never be wider than they are.
    @Test(arguments: [0.1, 100, 1e-300, 1e300, 16_777_217, .greatestFiniteMagnitude])
    func limitsAreRoundedInwards(limit: Double) {
        let band = QuietBand(from: -limit, through: limit)
        #expect(!band.contains(limit.nextUp) && !band.contains((-limit).nextDown))
        #expect(band.contains(0))
    }

    @Test(arguments: [0.1, 100, 16_777_217])
    func ordinaryLimitsLoseNextToNothing(limit: Double) {
        let band = QuietBand(from: -limit, through: limit)
        #expect(band.contains(limit * 0.999_999_8) && band.contains(-limit * 0.999_999_8))
    }

    @Test func severalDetectorsLeaveWhatSaysNothingToAnyOfThem() {
        let band = QuietBand(from: -.infinity, through: 80).intersection(QuietBand(from: 5, through: .infinity))
        #expect(band.contains(5) && band.contains(80))
        #expect(!band.contains(4.9) && !band.contains(80.1) && !band.contains(.nan))
        #expect(!band.intersection(.nothing).contains(50))
        #expect(QuietBand.everything.contains(-1e300) && QuietBand.everything.contains(1e300))
    }
}
