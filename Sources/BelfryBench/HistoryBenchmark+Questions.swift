// How soon history answers: warm, as to somebody who looks again, and cold, from the device.

import BelfryModel
import BelfryStore
import FoundationEssentials

extension HistoryBenchmark {
    private static let hoursOfMonth: Int64 = 720

    /// Asks, and closes the store.
    func questions(_ store: Store, _ trace: inout CityTrace, _ tell: (BenchmarkResult) throws -> Void) throws {
        let end = trace.now
        let day = end.advanced(byNanoseconds: -Nanoseconds.perDay)
        try tell(
            question("store day of readings") { number in
                _ = try store.readings(of: SeriesID(number), from: day, to: end)
                return try seconds { try store.readings(of: SeriesID(number), from: day, to: end).count }
            }
        )
        try tell(
            question("store latest of all") { _ in
                _ = try store.latestReadings()
                return try seconds { try store.latestReadings().count }
            }
        )
        try lengthen(store, &trace)
        let monthEnd = trace.now.alignedDown(toMultipleOf: Nanoseconds.perHour)
        try tell(
            question("store month by hours") { number in
                _ = try hours(of: number, until: monthEnd, in: store)
                return try seconds { try hours(of: number, until: monthEnd, in: store) }
            }
        )
        try store.close()
        try tell(
            question("store month by hours, cold", reference: ("a page of the file an hour", pages())) { number in
                forgetFiles()
                let store = try Store(StoreConfiguration(path: path))
                let elapsed = try seconds { try hours(of: number, until: monthEnd, in: store) }
                try store.close()
                return elapsed
            }
        )
    }

    /// A reading an hour, until there is a month of hours: their sums are what is asked for.
    private func lengthen(_ store: Store, _ trace: inout CityTrace) throws {
        let month = CityTrace.start.advanced(byNanoseconds: Self.hoursOfMonth * Nanoseconds.perHour)
        while trace.now < month {
            trace.pause(sweeps: Nanoseconds.perHour / CityTrace.sweepNanoseconds - 1)
            try store.commit(CommitBatch(readings: trace.readings(part: 0, of: 1), committedAt: trace.now))
            while try store.seal(now: trace.now) {}
            _ = try store.prune(now: trace.now, monotonicNanoseconds: 0)
        }
        while try store.seal(now: trace.now.advanced(byNanoseconds: Nanoseconds.perHour)) {}
    }

    private func hours(of number: Int32, until end: Timestamp, in store: Store) throws -> Int {
        let begin = end.advanced(byNanoseconds: -Self.hoursOfMonth * Nanoseconds.perHour)
        let step = Nanoseconds.perHour
        let hours = try store.windows(of: SeriesID(number), from: begin, to: end, stepNanoseconds: step)
        return hours.count == Self.hoursOfMonth ? hours.count : 0
    }

    private func forgetFiles() {
        for file in [path, path + ".journal"] { PageCache.forget(file) }
    }

    /// What the device alone takes for a page an hour, each of them waited for.
    private func pages() throws -> [BenchmarkFigures] {
        forgetFiles()
        let clock = ContinuousClock()
        let begin = clock.now
        PageCache.readPages(Int(Self.hoursOfMonth), of: path)
        return [BenchmarkFigures(seconds: (clock.now - begin) / .seconds(1))]
    }

    private func seconds(_ ask: () throws -> Int) throws -> Double {
        let clock = ContinuousClock()
        let begin = clock.now
        guard try ask() > 0 else { throw CocoaError(.fileReadUnknown) }
        return (clock.now - begin) / .seconds(1)
    }

    /// The median of many series' answers.
    private func question(
        _ name: String,
        reference: (name: String, rounds: [BenchmarkFigures])? = nil,
        _ ask: (Int32) throws -> Double
    ) throws -> BenchmarkResult {
        let numbers = stride(from: 7, to: Self.series, by: 997) as StrideTo<Int32>
        let rounds = try numbers.map { BenchmarkFigures(seconds: try ask($0)) }
        return BenchmarkResult(name: name, items: 1, itemName: "answer", rounds: rounds, reference: reference)
    }
}
