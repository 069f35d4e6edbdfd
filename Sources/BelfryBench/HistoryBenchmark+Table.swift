// The reference beside journal and chunks: the table that one would write first, given the same city.

import BelfryModel

extension HistoryBenchmark {
    private var tablePath: String { folder + "/bench-table.db" }

    /// A thousand readings a second, committed once a second, for forty minutes: by then each series has a page of its own,
    /// and nothing changes any more.
    func steadyTable(items: Int) throws -> (name: String, rounds: [BenchmarkFigures]) {
        ("a table by series and time", [try table(sweeps: 240, parts: 10, items: items)])
    }

    /// Ten thousand readings a commit; of a million, since it only becomes slower.
    func ingestTable(items: Int) throws -> (name: String, rounds: [BenchmarkFigures]) {
        let sweeps = min(items / Int(Self.series), 100)
        return ("a table by series and time, its first million", [try table(sweeps: sweeps, parts: 1, items: items)])
    }

    /// - Parameter items: for how many the time is to be told, whatever was measured.
    private func table(sweeps: Int, parts: Int, items: Int) throws -> BenchmarkFigures {
        defer { KeyedTable.remove(tablePath) }
        let table = try KeyedTable(path: tablePath)
        var trace = CityTrace(series: Self.series)
        let device = BlockDevice(folder: folder)
        let clock = ContinuousClock()
        let begin = clock.now
        for _ in 0..<sweeps {
            for part in 0..<parts { try table.commit(trace.readings(part: part, of: parts)) }
        }
        let seconds = (clock.now - begin) / .seconds(1)
        try table.close()
        let measured = Double(max(1, sweeps) * Int(Self.series))
        var figures = BenchmarkFigures(seconds: seconds / measured * Double(items))
        figures.deviceBytesPerItem = device.map { Double($0.bytesWritten()) / measured }
        return figures
    }
}
