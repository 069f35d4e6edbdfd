// What holds for every rule of the air pack, whatever hours come.

import BelfryDetection
import BelfryModel
import Testing

@Suite struct AirDetectorPropertyTests {
    private static let pollutants = [
        ("no2", "ug/m3"), ("o3", "[ppb]"), ("so2", "[ppm]"), ("pm10", "ug/m3"), ("co", "mg/m3"),
    ]

    /// A rule that some pollutant has numbers for.
    private func watch(_ random: inout SeededGenerator) throws -> AirWatch {
        while true {
            let (quantity, unit) = Self.pollutants.randomElement(using: &random) ?? ("no2", "ug/m3")
            let definition: DetectorDefinition =
                if Bool.random(using: &random) {
                    law(
                        AirRegime.allCases.randomElement(using: &random) ?? .eu,
                        AirLevel.allCases.randomElement(using: &random) ?? .limit,
                        offsetHours: [-7, 0, 1, 5.5].randomElement(using: &random) ?? 0
                    )
                } else {
                    .airIndex(
                        AirIndexParameters(
                            index: AirIndexKind.allCases.randomElement(using: &random) ?? .aqi,
                            atLeast: Int.random(in: 2...6, using: &random)
                        )
                    )
                }
            guard let rules = try? RuleSet([Rule(name: "r", detector: definition, severity: .minor)]) else { continue }
            let series = SeriesDescriptor(
                id: SeriesID(7),
                key: SeriesKey(agency: "a", sensor: "s", quantity: Quantity(quantity)),
                unit: Unit(unit),
                domain: .air
            )
            if !rules.plan(for: series).detectors.isEmpty { return try AirWatch(definition, quantity, unit: unit) }
        }
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func raisedAndClearedAlternate(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try watch(&random)
        let scales: [Double] = [0.3, 3, 300]
        let scale: Double = scales.randomElement(using: &random) ?? 1
        var hour = 0
        for _ in 0..<600 {
            hour += random.uniform(0...1) < 0.05 ? Int.random(in: 2...60, using: &random) : 1
            let isBack = random.uniform(0...1) < 0.2
            let time = hours(
                hour - (isBack ? Int.random(in: 0...40, using: &random) : 0),
                after: midnight(2026, 11, 28)
            )
            watch.receive(random.uniform(0...scale), at: time, revision: isBack ? 1 : 0)
        }
        for (index, verdict) in watch.verdicts.enumerated() {
            #expect(verdict.phase == (index % 2 == 0 ? .raised : .cleared), "seed \(seed)")
            if verdict.phase == .cleared { #expect(verdict.from == watch.verdicts[index - 1].from, "seed \(seed)") }
            let text = watch.text(index)
            #expect(text.contains("provisional") && !text.contains("nan"), "\(text)")
        }
        let beginnings = watch.verdicts.filter { $0.phase == .raised }.map(\.from)
        #expect(Set(beginnings).count == beginnings.count, "seed \(seed): a finding is named by its beginning")
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func absurdHoursTrapNothing(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try watch(&random)
        let times = [Timestamp.distantPast, Timestamp(nanoseconds: -1), midnight(2027, 1, 1), .distantFuture]
        let values: [Double] = [0, -1e308, 1e308, .infinity, .leastNonzeroMagnitude, 700]
        for _ in 0..<200 {
            guard let time = times.randomElement(using: &random), let value = values.randomElement(using: &random),
                watch.receive(value, at: time) != nil
            else { continue }
            #expect(!watch.text(watch.verdicts.count - 1).isEmpty, "seed \(seed)")
        }
    }
}
