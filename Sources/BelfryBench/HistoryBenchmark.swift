// The store as a city fills it for hours, days and months: what a reading costs on the device and in the file, how fast it can be
// taken, what sealing takes, and how soon history answers.

import BelfryModel
import BelfryStore
import Dispatch
import FoundationEssentials
import Synchronization

/// Journal, chunks, rollups and queries of one store that grows.
public struct HistoryBenchmark {
    static let series: Int32 = 10_000

    /// An existing folder on the device to be measured.
    public var folder: String
    /// How many readings the long run takes in.
    public var readings: Int

    public init(folder: String, readings: Int) {
        self.folder = folder
        self.readings = readings
    }

    var path: String { folder + "/bench-history.db" }

    public func run(_ tell: (BenchmarkResult) throws -> Void) throws {
        try tell(steady())
        defer { remove() }
        try ingest(tell)
    }

    /// A thousand readings a second, committed once a second, for two hours and what follows them.
    private func steady() throws -> BenchmarkResult {
        remove()
        defer { remove() }
        let store = try Store(StoreConfiguration(path: path))
        var trace = CityTrace(series: Self.series)
        let device = BlockDevice(folder: folder)
        let clock = ContinuousClock()
        let begin = clock.now
        for _ in 0..<720 {
            for part in 0..<10 {
                let readings = trace.readings(part: part, of: 10)
                let now = readings.last?.arrivalTime ?? trace.now
                try store.commit(CommitBatch(readings: readings, committedAt: now))
                while try store.seal(now: now) {}
                if part == 0 { _ = try store.prune(now: now, monotonicNanoseconds: 0) }
            }
        }
        let seconds = (clock.now - begin) / .seconds(1)
        let statistics = store.statistics()
        try store.close()
        var figures = BenchmarkFigures(seconds: seconds)
        let items = 720 * Int(Self.series)
        figures.bytesPerItem = statistics.bytesWrittenPerReading
        figures.deviceBytesPerItem = device.map { Double($0.bytesWritten()) / Double(items) }
        return BenchmarkResult(
            name: "store steady",
            items: items,
            itemName: "reading",
            rounds: [figures],
            reference: try steadyTable(items: items)
        )
    }

    /// As fast as it goes, sealing included; then questions.
    private func ingest(_ tell: (BenchmarkResult) throws -> Void) throws {
        remove()
        let store = try Store(StoreConfiguration(path: path))
        let writer = StoreWriter(store: store)
        writer.start()
        var trace = CityTrace(series: Self.series)
        let sweeps = readings / Int(Self.series)
        let thirds = (0..<3).map { third in sweeps * third / 3..<sweeps * (third + 1) / 3 }
        var waits: [Double] = []
        for (number, third) in thirds.enumerated() {
            let clock = ContinuousClock()
            let begin = clock.now
            try fill(writer, &trace, sweeps: third.count, &waits)
            var figures = BenchmarkFigures(seconds: (clock.now - begin) / .seconds(1))
            let items = third.count * Int(Self.series)
            let sorted = waits.sorted()
            figures.stallMedianSeconds = sorted[sorted.count / 2]
            figures.stall99thSeconds = sorted[sorted.count * 99 / 100]
            waits = []
            try tell(
                BenchmarkResult(
                    name: "store ingest \(number + 1)/3",
                    items: items,
                    itemName: "reading",
                    rounds: [figures],
                    reference: number == 0 ? try ingestTable(items: items) : nil
                )
            )
        }
        guard writer.stop(timeoutNanoseconds: 60_000_000_000) else { throw CocoaError(.fileWriteUnknown) }
        try tell(sealing(store, &trace))
        try tell(size(store))
        try questions(store, &trace, tell)
    }

    private func fill(
        _ writer: StoreWriter,
        _ trace: inout CityTrace,
        sweeps: Int,
        _ waits: inout [Double]
    ) throws {
        let clock = ContinuousClock()
        let done = DispatchSemaphore(value: 1)
        let failure = Mutex<StoreError?>(nil)
        var begin = clock.now
        for number in 0..<sweeps {
            let readings = trace.readings(part: 0, of: 1)
            done.wait()
            if number > 0 { waits.append((clock.now - begin) / .seconds(1)) }
            begin = clock.now
            writer.submit(CommitBatch(readings: readings, committedAt: trace.now)) { result in
                if case .failure(let error) = result { failure.withLock { $0 = error } }
                done.signal()
            }
            if number % 6 == 0 { writer.requestPrune(now: trace.now) }
        }
        done.wait()
        // A semaphore may not end below the value that it began with.
        done.signal()
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// An hour that is in the journal goes into chunks.
    private func sealing(_ store: Store, _ trace: inout CityTrace) throws -> BenchmarkResult {
        while try store.seal(now: trace.now) {}
        let sweepsOfAnHour = Nanoseconds.perHour / CityTrace.sweepNanoseconds
        var count = 0
        repeat {
            let readings = trace.readings(part: 0, of: 1)
            count += readings.count
            try store.commit(CommitBatch(readings: readings, committedAt: trace.now))
        } while trace.sweep % sweepsOfAnHour != sweepsOfAnHour - 1 || count < 3_000_000
        let clock = ContinuousClock()
        var slices: [Double] = []
        let now = trace.now.advanced(byNanoseconds: Nanoseconds.perHour)
        var isMoreDue = true
        let processor = ProcessorTime.now
        while isMoreDue {
            let begin = clock.now
            isMoreDue = try store.seal(now: now)
            slices.append((clock.now - begin) / .seconds(1))
        }
        var figures = BenchmarkFigures(seconds: slices.reduce(0, +))
        figures.cpuSecondsPerMillion = (ProcessorTime.now - processor) / Double(count) * 1e6
        figures.stallMedianSeconds = slices.sorted()[slices.count / 2]
        figures.stall99thSeconds = slices.sorted()[slices.count * 99 / 100]
        return BenchmarkResult(name: "store sealing", items: count, itemName: "reading", rounds: [figures])
    }

    /// What a sealed reading takes in the file.
    private func size(_ store: Store) throws -> BenchmarkResult {
        let stored = Int(store.statistics().readings)
        var figures = BenchmarkFigures(seconds: 0)
        figures.bytesPerItem = Double(try store.historyBytes()) / Double(stored)
        return BenchmarkResult(name: "store size", items: stored, itemName: "reading", rounds: [figures])
    }

    private func remove() {
        for file in [path, path + ".journal"] {
            for suffix in ["", "-wal", "-shm", "-lock"] { try? FileManager.default.removeItem(atPath: file + suffix) }
        }
    }
}
