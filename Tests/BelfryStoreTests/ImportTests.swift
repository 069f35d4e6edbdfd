import BelfryModel
import GRDB
import Testing

@testable import BelfryStore

/// Readings of elsewhere go into the history beside what the gateway hears itself.
@Suite struct ImportTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(
        "What is imported between commits, steps of sealing and restarts is there once, the later word counts",
        arguments: 1...8
    )
    func life(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var history = RememberedHistory()
        var store = try Store(folder.configuration)
        var clock = start
        for _ in 0..<80 {
            clock = clock.after(seconds: Int64.random(in: 1...2_000, using: &random))
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4:
                try store.commit(batch(history.readings(at: clock, using: &random), at: clock))
            case 4..<8:
                try store.sealEverything()
                _ = try store.add(history.readings(at: clock, using: &random))
            case 8:
                while try store.seal(now: clock) {}
            default:
                try store.close()
                store = try Store(folder.configuration)
            }
            if Int.random(in: 0..<6, using: &random) == 0 { try history.expect(store, seed: seed, using: &random) }
        }
        clock = clock.after(seconds: 900_000)
        // A day turns with an hour, and an hour with what arrives.
        try store.commit(batch(history.readings(at: clock, using: &random), at: clock))
        clock = clock.after(seconds: 900_000)
        while try store.seal(now: clock) {}
        try history.expectAll(store, seed: seed)
        try history.expectRollups(store, through: clock, seed: seed)
    }

    @Test func theSameAgainChangesNothing() throws {
        let store = try Store(folder.configuration)
        let readings: [Reading] = (0..<5_000).map { (number: Int) -> Reading in
            let event = start.after(seconds: Int64(number * 11 % 90_000))
            return reading(series: Int32(number % 7), Double(number), event: event)
        }
        let first = try store.add(readings)
        #expect(first.new == readings.count)
        let sums = try store.sums("rollup_1h")
        let bytes = try store.historyBytes()
        let second = try store.add(readings.reversed())
        #expect(second.new == 0)
        #expect(try store.sums("rollup_1h") == sums)
        #expect(try store.historyBytes() == bytes)
        var hours: [[Reading]] = []
        try store.forEachPart(from: start) { hours.append($0) }
        #expect(hours.map(\.count).reduce(0, +) == readings.count)
        #expect(hours.allSatisfy { zip($0, $0.dropFirst()).allSatisfy { $0.eventTime <= $1.eventTime } })
    }

    @Test func aCorrectionOfAPastDayIsSummedUpAnew() throws {
        let store = try Store(folder.configuration)
        let day = start.alignedDown(toMultipleOf: Nanoseconds.perDay)
        _ = try store.add((0..<24).map { reading(series: 1, 10, event: day.after(seconds: Int64($0) * 3_600)) })
        // The day is over once an hour of a later one turns.
        try store.commit(
            batch([reading(series: 2, 1, event: day.after(seconds: 200_000))], at: day.after(seconds: 200_000))
        )
        while try store.seal(now: day.after(seconds: 210_000)) {}
        func mean() throws -> Double? {
            try store.windows(
                of: SeriesID(1),
                from: day,
                to: day.after(seconds: 86_400),
                stepNanoseconds: Nanoseconds.perDay
            ).first?.mean
        }
        #expect(try mean() == 10)
        _ = try store.add((0..<12).map { reading(series: 1, 20, event: day.after(seconds: Int64($0) * 3_600)) })
        #expect(try abs((mean() ?? 0) - 15) < 1e-9)
        #expect(try store.sums("rollup_1d").count == 1)
    }
}
