import BelfryModel
import BelfrySimulator
import Testing

@testable import BelfryDaemon

@Suite("What is heard of a quiet city")
struct QuietScoringTests {
    /// Thirty incidents a day of 10,000 sensors are one in three days of a hundred; a hundred sensors by chance make two.
    @Test("Of a hundred sensors to whom nothing happens, no more than two incidents are heard in four days")
    func heard() throws {
        let rules = try Configuration.load(path: "\(ShippedFilesTests.folder)/belfry.yaml", environment: [:]).rules
        var scoring = try QuietScoring(rules: rules, city: QuietCity(sensors: 100, shortestCadenceSeconds: 300))
        let report = scoring.run(settlingDays: 7, days: 4)
        #expect(report.heard <= 2, "\(report.texts)")
        #expect(report.readings > 500_000)
        #expect(report.findings >= report.heard)
    }
}
