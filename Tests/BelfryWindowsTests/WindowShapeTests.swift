// Sliding windows, windows with a phase, and civil days, against an oracle that keeps every reading.

import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct WindowShapeTests {
    static let second = Nanoseconds.perSecond

    struct Shape: Sendable {
        var shape: WindowDefinition.Shape
        /// The spans that hold an instant.
        var spans: @Sendable (Int64) -> [Range<Int64>]

        static func sliding(_ length: Int64, every: Int64) -> Shape {
            Shape(shape: .sliding(lengthNanoseconds: length * second, everyNanoseconds: every * second)) { time in
                let first = (Nanoseconds.floorDivide(time, by: every * second) + 1) * every * second
                return stride(from: first, through: time + length * second, by: Int(every * second)).map {
                    $0 - length * second..<$0
                }
            }
        }

        static func phased(_ length: Int64, phase: Int64) -> Shape {
            Shape(shape: .tumbling(lengthNanoseconds: length * second, phaseNanoseconds: phase * second)) { time in
                let start =
                    Nanoseconds.floorDivide(time - phase * second, by: length * second) * length * second
                    + phase * second
                return [start..<start + length * second]
            }
        }
    }

    static let sets: [[Shape]] = [
        [.sliding(60, every: 10)], [.sliding(60, every: 10), .sliding(30, every: 15), .phased(60, phase: 0)],
        [.sliding(20, every: 20)], [.phased(60, phase: 20), .sliding(90, every: 30)],
        [.phased(3_600, phase: 1_800), .phased(60, phase: 0), .sliding(300, every: 60)], [.sliding(120, every: 1)],
    ]

    @Test(arguments: 0..<36)
    func anyOrderWithinTheLatenessComesToTheOracle(round: Int) {
        let seed = UInt64(61_000 + round)
        var random = SeededRandom(seed: seed)
        let shapes = Self.sets[round % Self.sets.count]
        let lateness = [0, 5 * Self.second, 25 * Self.second][round / Self.sets.count % 3]
        let samples = WindowOracleTests.samples(&random, count: 300)
        let windows = OwnedWindows(
            shapes.map { WindowDefinition($0.shape, components: .edges) },
            lateness: lateness,
            interval: round % 2 == 0 ? 0 : 2 * Self.second
        )
        for sample in WindowOracleTests.shuffled(samples, lateness: lateness, &random) {
            windows.insert(sample.value, at: sample.time)
        }
        windows.closeAll()
        for (index, shape) in shapes.enumerated() {
            let expected = WindowOracleTests.oracle(samples, spans: shape.spans)
            #expect(windows.last(index).count == expected.count, "seed \(seed), window \(index)")
            for (window, truth) in zip(windows.last(index), expected) {
                let text = "\(WindowOracleTests.line(window)) is not \(WindowOracleTests.line(truth))"
                #expect(WindowOracleTests.agree(window, truth), "seed \(seed): \(text)")
            }
            WindowOracleTests.checkTellings(windows.told[index], seed: seed)
        }
    }

    @Test(arguments: [(1_774_738_800, 23), (1_792_879_200, 25), (1_783_000_800, 24)])
    func aCivilDayHasTheReadingsOfItsHours(midnight: Int64, hours: Int) throws {
        // The file's footer alone: Central European Time.
        let zone = try TimeZoneRule(tzif: TZifBytes.footer("CET-1CEST,M3.5.0,M10.5.0/3"))
        let start = zone.startOfDay(of: Timestamp(seconds: midnight + 43_200))
        let windows = OwnedWindows([
            WindowDefinition(.days(in: zone)), WindowDefinition(lengthNanoseconds: 15 * 60 * Self.second),
            WindowDefinition(lengthNanoseconds: Nanoseconds.perHour),
        ])
        for hour in -30..<40 {
            let time = start.advanced(byNanoseconds: Int64(hour) * Nanoseconds.perHour + 7)
            windows.insert(Double(hour), at: time.nanoseconds)
        }
        windows.closeAll()
        let day = try #require(windows.told[0].first { $0.start == start })
        #expect(day.count == hours)
        #expect(day.end.nanosecondsSince(day.start) == Int64(hours) * Nanoseconds.perHour)
        #expect(day.sum == Double((0..<hours).reduce(0, +)))
        for (earlier, later) in zip(windows.told[0], windows.told[0].dropFirst()) {
            #expect(earlier.end == later.start)
        }
    }
}

enum TZifBytes {
    /// A TZif file of version 2 without transitions, and this rule.
    static func footer(_ rule: String) -> [UInt8] {
        let header = Array("TZif2".utf8) + Array(repeating: 0, count: 15)
        // One type, with offset 0 and an empty name, in either block.
        let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]
        let block: [UInt8] = [0, 0, 0, 0, 0, 0, 0]
        return header + counts + block + header + counts + block + Array("\n\(rule)\n".utf8)
    }
}
