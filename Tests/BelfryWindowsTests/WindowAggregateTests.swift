// What a rule reads off a window, composed from panes and told late, against oracles that keep every value.

import BelfryModel
import Foundation
import Testing

@testable import BelfryWindows

@Suite struct WindowAggregateTests {
    static let second = Nanoseconds.perSecond

    static let aggregates: [WindowAggregate] = [
        .quantile(0.5), .quantile(0.95), .exceeded(0.1), .exceeded(0.9), .energyMean, .harmonicMean, .direction,
        .distinct,
        .first, .last, .standardDeviation, .delta,
    ]

    static func truth(_ aggregate: WindowAggregate, _ values: [Double]) -> (value: Double, tolerance: Double) {
        let sorted = values.sorted()
        let count = Double(values.count)
        func quantile(_ share: Double) -> Double { sorted[Int(share * (count - 1))] }
        switch aggregate {
        case .quantile(let share): return (quantile(share.value), 0.011 * quantile(share.value))
        case .exceeded(let share): return (quantile(1 - share.value), 0.2)
        case .energyMean: return (10 * log10(values.map { pow(10, $0 / 10) }.reduce(0, +) / count), 1e-9)
        case .harmonicMean: return (count / values.map { 1 / $0 }.reduce(0, +), 1e-9)
        case .direction:
            let east = values.map { sin($0 * .pi / 180) }.reduce(0, +)
            let north = values.map { cos($0 * .pi / 180) }.reduce(0, +)
            let degrees = atan2(east, north) * 180 / .pi
            return (degrees < 0 ? degrees + 360 : degrees, 1e-6)
        case .distinct: return (Double(Set(values).count), 0)
        case .delta: return (values[values.count - 1] - values[0], 0)
        case .slope, .timeMean, .integral, .share, .increase, .rate, .resets, .duration, .dataCapture:
            return (.nan, .infinity)
        case .basic(.first): return (values[0], 0)
        case .basic(.last): return (values[values.count - 1], 0)
        case .basic:
            let mean = values.reduce(0, +) / count
            return ((values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / count).squareRoot(), 1e-9)
        }
    }

    @Test(arguments: 0..<12)
    func eachIsWhatItsValuesSay(round: Int) {
        let seed = UInt64(9_900 + round)
        var random = SeededRandom(seed: seed)
        let lateness = 20 * Self.second
        let components = Self.aggregates.reduce(into: PaneComponents()) { $0.formUnion($1.components) }
        let shapes: [WindowDefinition.Shape] = [
            .tumbling(lengthNanoseconds: 10 * Self.second), .tumbling(lengthNanoseconds: 60 * Self.second),
            .sliding(lengthNanoseconds: 120 * Self.second, everyNanoseconds: 30 * Self.second),
        ]
        let windows = OwnedWindows(
            shapes.map { WindowDefinition($0, components: components) },
            lateness: lateness
        )
        windows.aggregates = Self.aggregates
        let samples = WindowOracleTests.samples(&random, count: 250).map { sample in
            WindowOracleTests.Sample(time: sample.time, value: (20 + (sample.value + 50) / 20).rounded())
        }
        for sample in WindowOracleTests.shuffled(samples, lateness: lateness, &random) {
            windows.insert(sample.value, at: sample.time)
        }
        windows.closeAll()
        for (definition, tellings) in windows.told.enumerated() {
            var latest: [Timestamp: Int] = [:]
            for (index, window) in tellings.enumerated() where window.count > 0 { latest[window.end] = index }
            #expect(!latest.isEmpty)
            for index in latest.values {
                let window = tellings[index]
                let members =
                    samples
                    .filter { $0.time >= window.start.nanoseconds && $0.time < window.end.nanoseconds }
                    .sorted { $0.time < $1.time }
                    .map(\.value)
                for (aggregate, value) in zip(Self.aggregates, windows.values[definition][index]) {
                    let (truth, tolerance) = Self.truth(aggregate, members)
                    let error = (value - truth).magnitude
                    #expect(error <= tolerance, "seed \(seed): \(aggregate) of \(members) is \(truth), not \(value)")
                }
            }
        }
    }

    @Test func namesMeanWhatTheySay() {
        #expect(WindowAggregate(name: "p99.9") == .quantile(0.999))
        #expect(WindowAggregate(name: "l10") == .exceeded(0.1))
        #expect(WindowAggregate(name: "max") == .maximum)
        for name in WindowAggregate.names { #expect(WindowAggregate(name: name)?.name == name) }
        for name in ["p101", "p", "l-1", "px", "leq10", "average", "p1e1", "pinf"] {
            #expect(WindowAggregate(name: name) == nil, "\(name)")
        }
    }

    /// A relative error means nothing near a 0 that is a convention.
    @Test func quantilesOfLevelsAreToldToWithinADifference() {
        for code in ["dB(A)", "Cel", "[degF]", "[pH]", "dBm"] {
            let unit = Unit(code)
            #expect(WindowAggregate.quantile(0.95).fitted(to: unit) == .exceeded(0.05), "\(code)")
            #expect(WindowAggregate.maximum.fitted(to: unit) == .maximum)
        }
        for code in ["km/h", "ug/m3", "K", "%", "{vehicle}/h"] {
            #expect(WindowAggregate.quantile(0.95).fitted(to: Unit(code)) == .quantile(0.95), "\(code)")
        }
    }

    @Test func directionsThatCancelOutHaveNoMean() {
        var sum = DirectionSum()
        for degrees in [0.0, 120, 240] { sum.add(degrees) }
        #expect(sum.mean.isNaN && sum.agreement < 1e-12)
        var north = DirectionSum()
        for degrees in [350.0, 10, 370, -10] { north.add(degrees) }
        #expect(north.mean == 0 || north.mean > 359.999_999)
        #expect((north.standardDeviation - 10).magnitude < 0.3)
    }

    @Test func extremesStayFinite() {
        var energy = EnergySum()
        for level in [1e308, -1e308, 60] { energy.add(level) }
        #expect(energy.level.isFinite)
        var reciprocal = ReciprocalSum()
        for value in [Double.leastNonzeroMagnitude, 0, -5, 1] { reciprocal.add(value) }
        #expect(reciprocal.mean.isFinite)
    }
}
