import BelfryEngine
import BelfryModel
import Testing

@testable import BelfryDaemon

/// The log tells of rules that cannot watch what they match, once under each configuration.
@Suite struct UnwatchedLogTests {
    private static func unwatched(_ rule: String, count: Int = 1) -> UnwatchedSeries {
        UnwatchedSeries(
            rule: rule,
            quantity: Quantity("water_level"),
            reason: "readings come without a known unit",
            series: "a/flood-1/water_level",
            count: count
        )
    }

    @Test func eachRuleIsToldOnceAndAgainAfterAReload() {
        var log = UnwatchedLog()
        let first = log.lines([Self.unwatched("deep", count: 3)], configurationHash: "1")
        #expect(
            first == [
                "rule deep cannot watch a/flood-1/water_level and 2 more series: readings come without a known unit"
            ]
        )
        #expect(log.lines([Self.unwatched("deep", count: 9)], configurationHash: "1") == [])
        let second = log.lines([Self.unwatched("deep"), Self.unwatched("deeper")], configurationHash: "1")
        #expect(second.count == 1 && second.first?.hasPrefix("rule deeper cannot watch a/flood-1/water_level:") == true)
        #expect(log.lines([Self.unwatched("deep")], configurationHash: "2").count == 1)
    }

    @Test func theLinesHaveAnEnd() {
        var log = UnwatchedLog()
        let many = (0..<500).map { Self.unwatched("rule-\($0)") }
        let lines = log.lines(many, configurationHash: "1")
        #expect(lines.count == UnwatchedLog.mostLines + 1)
        #expect(lines.last == "further rules that cannot watch a series are only counted")
        #expect(log.lines(many, configurationHash: "1") == [])
    }
}
