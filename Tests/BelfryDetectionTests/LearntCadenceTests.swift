// Senders of every habit, simulated for long: none of them is called dead while it lives.

import BelfryDetection
import BelfryModel
import Testing

@Suite struct LearntCadenceTests {
    /// How a sensor sends: the next gap in seconds.
    struct Habit: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var gap: @Sendable (Int, inout SeededGenerator) -> Double
    }

    static let habits = [
        Habit(testDescription: "every second with jitter") { _, random in 1 + random.uniform(-0.2...0.2) },
        Habit(testDescription: "every ten minutes with half a minute of jitter") { _, random in
            600 + random.uniform(-30...30)
        },
        Habit(testDescription: "bursts of ten every ten minutes") { index, random in
            index % 10 == 0 ? 600 + random.uniform(-5...5) : random.uniform(0.001...0.05)
        },
        Habit(testDescription: "bursts of ten, half a second apart, every ten minutes") { index, random in
            index % 10 == 0 ? 600 + random.uniform(-5...5) : random.uniform(0.3...0.7)
        },
        Habit(testDescription: "in turns after 10 s and after 50 s") { index, _ in index % 2 == 0 ? 10 : 50 },
    ]

    @Test(arguments: habits, [11 as UInt64, 12, 13])
    func aLivingSensorIsNotCalledDead(_ habit: Habit, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try Watch(.silence(SilenceParameters()))
        var now = Watch.start
        for index in 1...5_000 {
            now = now + habit.gap(index, &random)
            watch.receive(0, at: now)
        }
        #expect(watch.verdicts.isEmpty, "seed \(seed), first at \(watch.verdicts.first?.detectedAt.rfc3339 ?? "")")
    }

    static let roughHabits = [
        Habit(testDescription: "every minute, a tenth lost") { _, random in
            var gap = 60.0
            while random.uniform(0...1) < 0.1 { gap += 60 }
            return gap
        },
        Habit(testDescription: "at random, every half minute on average") { _, random in
            30 * -(1 - random.uniform(0...0.999_999)).logarithm
        },
    ]

    @Test(arguments: roughHabits, [21 as UInt64, 22, 23, 24])
    func aRoughSenderIsHardlyEverCalledDead(_ habit: Habit, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try Watch(.silence(SilenceParameters()))
        var now = Watch.start
        for index in 1...5_000 {
            now = now + habit.gap(index, &random)
            watch.receive(0, at: now)
        }
        let raised = watch.verdicts.filter { $0.phase == .raised }.count
        #expect(raised <= 2, "seed \(seed): \(raised) false silences in 5,000 gaps")
    }

    @Test(arguments: habits)
    func aDeadOneIsFound(_ habit: Habit) throws {
        var random = SeededGenerator(seed: 5)
        var watch = try Watch(.silence(SilenceParameters()))
        var now = Watch.start
        for index in 1...500 {
            now = now + habit.gap(index, &random)
            watch.receive(0, at: now)
        }
        let cadence = Double(try #require(watch.detector.cadenceNanoseconds)) / 1e9
        let timeout = Double(watch.detector.deadline.nanosecondsSince(now)) / 1e9
        #expect(timeout <= max(5, 10 * cadence), "cadence \(cadence) s, timeout \(timeout) s")
        #expect(watch.pass(to: now + 86_400).count == 1)
    }

    @Test func aBacklogTeachesNothing() throws {
        // Two hundred readings of a ten-minute sensor, queued by the broker, come in within forty seconds.
        var watch = try Watch(.silence(SilenceParameters()))
        for index in 0..<200 {
            let age = Double(200 - index) * 600
            watch.receive(0, at: Watch.start + -age, late: age + Double(index) * 0.2)
        }
        #expect(watch.detector.cadenceNanoseconds == nil)
        #expect(watch.pass(to: Watch.start + 600).isEmpty)
    }

    @Test func aFasterPaceIsLearntInTime() throws {
        var watch = try Watch(.silence(SilenceParameters()))
        var now = Watch.start
        for _ in 0..<500 {
            now = now + 60
            watch.receive(0, at: now)
        }
        for _ in 0..<1_000 {
            now = now + 10
            watch.receive(0, at: now)
        }
        #expect(watch.verdicts.isEmpty)
        #expect(watch.pass(to: now + 60).count == 1)
    }

    @Test func aSlowerPaceCostsOneFalseSilence() throws {
        var watch = try Watch(.silence(SilenceParameters()))
        var now = Watch.start
        for index in 0..<1_000 {
            now = now + (index < 500 ? 10 : 60)
            watch.receive(0, at: now)
        }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
    }
}

extension Double {
    /// The natural logarithm without Foundation: enough terms for test data.
    fileprivate var logarithm: Double {
        var mantissa = self
        var result = 0.0
        while mantissa > 1.5 {
            mantissa /= 2
            result += 0.693_147_180_559_945_3
        }
        while mantissa < 0.75 {
            mantissa *= 2
            result -= 0.693_147_180_559_945_3
        }
        let ratio = (mantissa - 1) / (mantissa + 1)
        var power = ratio
        for term in stride(from: 1.0, through: 31, by: 2) {
            result += 2 * power / term
            power *= ratio * ratio
        }
        return result
    }
}
