// A flood officer's night: two floods an hour apart, a car that parks under another sensor, and a restart in between.

import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

@Suite struct SafetyStoryTests {
    private static func rules() throws -> RuleSet {
        try RuleSet([
            Rule(
                name: "street",
                detector: .flood(FloodParameters(above: 0.076, risesBy: 0.025, clearBelow: 0.038)),
                severity: .major
            )
        ])
    }

    /// Metres of water in a minute of the night.
    private static func flood(_ minute: Int) -> Double {
        switch minute {
        case 10..<30: 0.0457 * Double(minute - 9)
        case 30..<40: 0.914 - 0.0914 * Double(minute - 29)
        case 70..<80: 0.03 * Double(minute - 69)
        case 80..<90: 0.3 - 0.03 * Double(minute - 79)
        default: 0
        }
    }

    private static func car(_ minute: Int) -> Double { (20..<50).contains(minute) ? 0.5 : 0 }

    private static func night(_ desk: EngineDesk, minutes: Range<Int>) -> [String] {
        var told: [String] = []
        for minute in minutes {
            desk.take(
                EngineDesk.reading(0, flood(minute), at: Double(minute) * 60),
                EngineDesk.reading(1, car(minute), at: Double(minute) * 60 + 0.1)
            )
            told += desk.tick(Double(minute) * 60 + 59)
        }
        return told
    }

    private static let story = [
        "660.0 street raised gauge-0", "1500.1 street raised gauge-1", "3540.0 street cleared gauge-0",
        "4260.0 street raised gauge-0", "4200.1 street cleared gauge-1", "6480.0 street cleared gauge-0",
    ]

    @Test("Two floods an hour apart are two findings, and a parked car is a possible one", arguments: [1, 2, 3])
    func twoFloods(shards: Int) throws {
        let desk = EngineDesk(try Self.rules(), shards: shards)
        let told = Self.night(desk, minutes: 0..<120)
        #expect(told.sorted() == Self.story.sorted())
        let first = try #require(desk.findings.first)
        #expect(first.value < 0.1, "76 mm is not long ago")
        #expect(first.text.contains("likely flood"), "\(first.text)")
        let car = try #require(desk.findings.first { $0.series.key.sensor == "gauge-1" })
        #expect(car.text.contains("possible flood"), "\(car.text)")
    }

    @Test func aRestartInTheMiddleIsNoSecondFlood() throws {
        let before = EngineDesk(try Self.rules())
        _ = Self.night(before, minutes: 0..<25)
        let active = before.findings.filter { $0.phase == .raised && $0.series.key.sensor == "gauge-0" }.map {
            ActiveFinding(rule: $0.rule, identity: $0.series.identity, from: $0.from, value: $0.value)
        }
        let after = EngineDesk(try Self.rules(), restoring: active)
        let told = Self.night(after, minutes: 26..<120).filter { $0.hasSuffix("gauge-0") }
        #expect(told == Array(Self.story.filter { $0.hasSuffix("gauge-0") }.dropFirst()))
    }
}
