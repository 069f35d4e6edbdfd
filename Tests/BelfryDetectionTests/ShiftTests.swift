import BelfryModel
import Testing

@testable import BelfryDetection

@Suite("Lasting shifts")
struct ShiftTests {
    /// The days on which a shift was told or was over, of readings every two hours whose days scatter by 1.
    private static func told(days: Int, seed: UInt64, level: (Int) -> Double) -> [(day: Int, phase: Transition)] {
        let terms = ShiftDetector.Terms(stepNanoseconds: Nanoseconds.perDay, threshold: 5, slack: 0.5)
        var detector = ShiftDetector(terms)
        var random = SplitMix(seed: seed)
        var told: [(Int, Transition)] = []
        for day in 0..<days {
            let daily = random.normal()
            for reading in 0..<12 {
                let time = Timestamp(seconds: Int64(day) * 86_400 + Int64(reading) * 7_200)
                let value = 20 + level(day) + daily + random.normal()
                let observed = Reading(
                    series: SeriesID(0),
                    value: value,
                    eventTime: time,
                    arrivalTime: time,
                    quality: .good
                )
                let transition = withUnsafePointer(to: observed) { detector.observe(Sample($0), terms) }
                if transition != .none { told.append((day, transition)) }
            }
        }
        return told
    }

    @Test("A level that stays is told of less than once in a hundred days")
    func quiet() {
        let alarms = (UInt64(1)...30).reduce(0) { count, seed in
            count + Self.told(days: 300, seed: seed) { _ in 0 }.filter { $0.phase == .raised }.count
        }
        #expect(alarms <= 45, "\(alarms) in 9,000 days")
    }

    @Test("Weekends are no shift")
    func weekends() {
        let alarms = (UInt64(1)...10).reduce(0) { count, seed in
            count
                + Self.told(days: 200, seed: seed) { [2, 3].contains($0 % 7) ? -12 : 0 }.filter { $0.phase == .raised }
                .count
        }
        #expect(alarms <= 20, "\(alarms) in 2,000 days")
    }

    @Test("A shift of two scatters is told within two weeks, and over once it is usual", arguments: UInt64(1)...8)
    func shift(seed: UInt64) throws {
        let told = Self.told(days: 200, seed: seed) { $0 >= 100 ? 2.5 : 0 }.filter { $0.day >= 100 }
        let first = try #require(told.first)
        #expect(first.phase == .raised && first.day <= 114, "\(told)")
        #expect(told.dropFirst().first?.phase == .cleared)
    }

    @Test("A slow drift is told before it has moved by six scatters", arguments: UInt64(1)...6)
    func drift(seed: UInt64) throws {
        let told = Self.told(days: 200, seed: seed) { Double(max(0, $0 - 100)) * 0.1 }
        #expect(told.contains { (100...160).contains($0.day) && $0.phase == .raised }, "\(told)")
    }

    private struct SplitMix {
        var state: UInt64
        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

        mutating func unit() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((mixed ^ (mixed >> 31)) >> 11) / 9_007_199_254_740_992
        }

        /// Normal noise, near enough.
        mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
    }
}
