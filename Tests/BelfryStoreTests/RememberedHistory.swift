import BelfryModel
import GRDB
import Testing

@testable import BelfryStore

/// What a store was given, remembered in the simplest way that there is: the last value of each time of each series.
struct RememberedHistory {
    private var points: [Int32: [Timestamp: Reading]] = [:]
    private static let series: Int32 = 5

    /// Readings that arrive at an instant: most of them of now, some late, repeated, corrected, or of a clock that is wrong.
    mutating func readings(at clock: Timestamp, using random: inout SeededRandom) -> [Reading] {
        (0..<Int.random(in: 1...120, using: &random)).map { _ in
            let series = Int32.random(in: 0..<Self.series, using: &random)
            let seconds =
                switch Int.random(in: 0..<40, using: &random) {
                case 0: Int64.random(in: -200_000 ... -3_600, using: &random)
                case 1: Int64.random(in: 60...80_000, using: &random)
                case 2..<8: Int64.random(in: -1_200...0, using: &random)
                default: Int64.random(in: -20...2, using: &random)
                }
            var reading = cityReading(series: series, arrival: clock, using: &random)
            reading.eventTime = clock.after(seconds: seconds)
            if Int.random(in: 0..<20, using: &random) == 0 { reading.quality = .bad }
            points[series, default: [:]][reading.eventTime] = reading
            return reading
        }
    }

    /// Asks for a random range of a random series, as readings and in steps.
    func expect(_ store: Store, seed: UInt64, using random: inout SeededRandom) throws {
        let series = Int32.random(in: 0..<Self.series, using: &random)
        let times = (points[series] ?? [:]).keys.sorted()
        guard let first = times.randomElement(using: &random), let last = times.randomElement(using: &random) else {
            return
        }
        let range = min(first, last)..<max(first, last)
        try expectReadings(store, series, range, seed: seed)
        let steps: [Int64] = [60, 900, 3_600, 7_200, 86_400]
        let step = (steps.randomElement(using: &random) ?? 60) * Nanoseconds.perSecond
        let aligned = Bool.random(using: &random)
        let from = aligned ? range.lowerBound.alignedDown(toMultipleOf: step) : range.lowerBound
        try expectWindows(store, series, from..<range.upperBound, step, seed: seed)
    }

    func expectAll(_ store: Store, seed: UInt64) throws {
        for series in points.keys {
            try expectReadings(store, series, .distantPast ..< .distantFuture, seed: seed)
            for step in [300, 3_600, 86_400] as [Int64] {
                let range = Timestamp(seconds: 1_790_000_000)..<Timestamp(seconds: 1_850_000_000)
                try expectWindows(store, series, range, step * Nanoseconds.perSecond, seed: seed)
            }
        }
        #expect(store.statistics().readings == Int64(points.values.map(\.count).reduce(0, +)), "seed \(seed)")
    }

    /// Compares the tables that SQL tools read; all that is over is in them.
    func expectRollups(_ store: Store, through end: Timestamp, seed: UInt64) throws {
        for (table, length) in [(RollupTable.hour, Nanoseconds.perHour), (.day, Nanoseconds.perDay)] {
            let limit = end.alignedDown(toMultipleOf: length)
            var sums: [String] = []
            for series in points.keys.sorted() {
                for window in windows(series, .distantPast..<limit, length) {
                    let values = [window.minimum, window.maximum, window.first, window.last].map { "\($0)" }
                    let line = ["\(series)", "\(window.start.milliseconds)", "\(window.count)"] + values
                    sums.append(line.joined(separator: " "))
                }
            }
            let stored = try store.sums(table.rawValue).filter { line in
                Int64(line.split(separator: " ")[1]).map { $0 < limit.milliseconds } ?? false
            }
            #expect(Set(stored) == Set(sums), "seed \(seed), \(table)")
        }
    }

    private func expectReadings(_ store: Store, _ series: Int32, _ range: Range<Timestamp>, seed: UInt64) throws {
        let stored = try store.readings(of: SeriesID(series), from: range.lowerBound, to: range.upperBound)
        let expected = ordered(series, range)
        #expect(stored.map(\.eventTime) == expected.map(\.eventTime), "seed \(seed), series \(series)")
        #expect(stored.map(\.value) == expected.map(\.value), "seed \(seed), series \(series)")
        #expect(stored.map(\.quality) == expected.map(\.quality), "seed \(seed), series \(series)")
    }

    private func expectWindows(
        _ store: Store,
        _ series: Int32,
        _ range: Range<Timestamp>,
        _ step: Int64,
        seed: UInt64
    ) throws {
        let stored = try store.windows(
            of: SeriesID(series),
            from: range.lowerBound,
            to: range.upperBound,
            stepNanoseconds: step
        )
        let expected = windows(series, range, step)
        #expect(stored.map(\.start) == expected.map(\.start), "seed \(seed), series \(series), step \(step)")
        #expect(stored.map(\.count) == expected.map(\.count), "seed \(seed), series \(series), step \(step)")
        #expect(stored.map(\.first) == expected.map(\.first), "seed \(seed), series \(series), step \(step)")
        #expect(stored.map(\.last) == expected.map(\.last), "seed \(seed), series \(series), step \(step)")
        for (stored, expected) in zip(stored, expected) {
            #expect(abs(stored.sum - expected.sum) < 1e-6)
            #expect(abs(stored.standardDeviation - expected.standardDeviation) < 1e-6)
        }
    }

    private func ordered(_ series: Int32, _ range: Range<Timestamp>) -> [Reading] {
        (points[series] ?? [:]).values.filter { range.contains($0.eventTime) }.sorted { $0.eventTime < $1.eventTime }
    }

    private func windows(_ series: Int32, _ range: Range<Timestamp>, _ step: Int64) -> [ClosedWindow] {
        let good = ordered(series, range).filter { $0.quality != .bad }
        let groups = Dictionary(grouping: good) { $0.eventTime.alignedDown(toMultipleOf: step) }
        return groups.keys.sorted().compactMap { start in
            let values = (groups[start] ?? []).map(\.value)
            guard let first = values.first, let last = values.last else { return nil }
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
            return ClosedWindow(
                series: SeriesID(series),
                start: start,
                end: start.advanced(byNanoseconds: step),
                count: values.count,
                sum: values.reduce(0, +),
                minimum: values.min() ?? .nan,
                maximum: values.max() ?? .nan,
                standardDeviation: (squares / Double(values.count)).squareRoot(),
                first: first,
                last: last
            )
        }
    }
}
