// What `Deploy/compare` measures without a server: the two stores that are a library.

public import BelfryModel
import BelfryStore
internal import Glibc

/// A store that takes the city's readings, a second of it in each commit.
public enum ComparedStore: String, CaseIterable, Sendable {
    case belfry
    /// A row a reading, by series and time.
    case table

    /// What was measured.
    public struct Report: Sendable, Encodable {
        public var readings: Int
        /// In the store, from the first commit to the last, sealing included.
        public var seconds: Double
        /// Of the process after the last commit.
        public var residentBytes: Int
        /// All readings of one series, warm: the median of several series.
        public var answerSeconds: Double
    }

    private static let series: Int32 = 10_000
    private static let secondsPerSweep = 10

    /// Fills a new store with at least so many readings, seals it, asks it, and closes it.
    ///
    /// - Parameter folder: exists and is empty; `belfry.db` or `table.db` is what stays there.
    public func fill(readings: Int, start: Timestamp, folder: String) throws -> Report {
        switch self {
        case .belfry:
            let store = try Store(StoreConfiguration(path: folder + "/belfry.db"))
            return try report(readings, start) { readings, now in
                try store.commit(CommitBatch(readings: readings, committedAt: now))
                while try store.seal(now: now) {}
                if now.nanoseconds % Nanoseconds.perMinute == 0 {
                    _ = try store.prune(now: now, monotonicNanoseconds: 0)
                }
            } finish: { end in
                while try store.seal(now: end.advanced(byNanoseconds: Nanoseconds.perHour)) {}
            } ask: { series, end in
                try store.readings(of: series, from: start, to: end).count
            } close: {
                try store.close()
            }
        case .table:
            let table = try KeyedTable(path: folder + "/table.db")
            return try report(readings, start) { readings, _ in
                try table.commit(readings)
            } finish: { _ in
            } ask: { series, end in
                try table.values(of: series, from: start, to: end).count
            } close: {
                try table.close()
            }
        }
    }

    private func report(
        _ count: Int,
        _ start: Timestamp,
        commit: (_ readings: [Reading], _ now: Timestamp) throws -> Void,
        finish: (_ end: Timestamp) throws -> Void,
        ask: (SeriesID, _ end: Timestamp) throws -> Int,
        close: () throws -> Void
    ) throws -> Report {
        var trace = CityTrace(series: Self.series, start: start)
        let clock = ContinuousClock()
        var elapsed = Duration.zero
        var committed = 0
        while committed < count {
            for part in 0..<Self.secondsPerSweep {
                let second = trace.readings(part: part, of: Self.secondsPerSweep)
                let begin = clock.now
                try commit(second, second.last?.arrivalTime ?? trace.now)
                elapsed += clock.now - begin
                committed += second.count
            }
        }
        let begin = clock.now
        try finish(trace.now)
        elapsed += clock.now - begin
        let resident = ProcessUsage(pid: getpid())?.residentBytes ?? 0
        var answers: [Double] = []
        for number in stride(from: 7, to: Self.series, by: 997) as StrideTo<Int32> {
            _ = try ask(SeriesID(number), trace.now)
            let begin = clock.now
            _ = try ask(SeriesID(number), trace.now)
            answers.append((clock.now - begin) / .seconds(1))
        }
        try close()
        return Report(
            readings: committed,
            seconds: elapsed / .seconds(1),
            residentBytes: resident,
            answerSeconds: answers.sorted()[answers.count / 2]
        )
    }
}
