import BelfryModel
import BelfrySimulator
import Testing

@testable import BelfryDaemon

@Suite("What is heard of a quiet city")
struct QuietScoringTests {
    /// A hundred sensors are one small zone: its first places are heard before the fifth shows that it is weather, so there are more of
    /// them a sensor than in a city.
    @Test("Of a hundred sensors to whom nothing happens, no more than two incidents a day are heard")
    func heard() throws {
        let rules = try Configuration.load(path: "\(ShippedFilesTests.folder)/belfry.yaml", environment: [:]).rules
        var scoring = try QuietScoring(rules: rules, city: QuietCity(sensors: 100, shortestCadenceSeconds: 300))
        let report = scoring.run(settlingDays: 7, days: 3)
        #expect(report.heard <= 6, "\(report.texts)")
        #expect(report.readings > 500_000)
        #expect(report.findings >= report.heard)
    }
}
