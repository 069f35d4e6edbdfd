import ArgumentParser
import BelfryBench
import BelfrySimulator

/// `belfry bench`: what Belfry costs, measured on this machine.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure engine, decoding, store and the whole daemon on this machine.",
        discussion: """
            engine: ring, a window and a threshold; the usual rules of a city; the watch for anomalies; groups; a \
            million series; two shards; how long a finding takes. decode: bytes to readings. store: the journal on the device of TMPDIR. end-to-end: a daemon \
            and a minimal broker, each a process of its own. overload: that broker for a minute with more than can be \
            taken. latency: from that broker to a client of the live stream. idle: a daemon that hears nothing, some 300 \
            live sensors, 1,000 readings/s. quiet: what the shipped rules say of ten \
            thousand simulated sensors to whom nothing happens, for a week. Without a name all of them, in that order.
            """
    )

    @Argument(
        help: ArgumentHelp("engine, decode, store, end-to-end, overload, latency, idle or quiet.", valueName: "name")
    )
    var name: BenchmarkName?

    @Option(help: "Series of the engine's benchmark; 10,000 and a million if absent.")
    var series: Int?

    @Option(
        help: "Readings of one round of the engine's benchmark, 10 million if absent, or of the store's, 50 million."
    )
    var readings: Int?

    @Option(help: "Threads that evaluate in the engine's benchmark; one, and two beside it, if absent.")
    var shards: Int?

    @Option(help: "One format of the decoding benchmark: \(DecodeBenchmark.formats.joined(separator: ", ")).")
    var format: String?

    @Option(help: "Sensors of the quiet city.")
    var sensors = 10_000

    @Option(help: "Seed of the quiet city.")
    var seed = QuietCity.usualSeed

    @Flag(help: "Print JSON (NDJSON).")
    var json = false

    func validate() throws {
        guard (1...1_000_000).contains(series ?? 1) else { throw ValidationError("--series takes 1 to 1000000") }
        guard readings ?? 1 > 0 else { throw ValidationError("--readings takes 1 or more") }
        if let format, !DecodeBenchmark.formats.contains(format) {
            throw ValidationError("--format takes one of \(DecodeBenchmark.formats.joined(separator: ", "))")
        }
        guard (100...20_000).contains(sensors) else { throw ValidationError("--sensors takes 100 to 20000") }
        guard (1...64).contains(shards ?? 1) else { throw ValidationError("--shards takes 1 to 64") }
    }

    func run() throws {
        let terminal = Terminal.current()
        if !json { for line in BenchmarkPage.head { try StandardOutput.writeLine(line) } }
        for name in name.map({ [$0] }) ?? BenchmarkName.allCases {
            if name == .quiet {
                try measureQuiet(on: terminal)
                continue
            }
            try measure(name) { result in
                let lines = json ? [try JSONText.line(result)] : BenchmarkPage(result).lines(on: terminal)
                for line in lines { try StandardOutput.writeLine(line) }
            }
        }
    }

    private func measure(_ name: BenchmarkName, _ tell: (BenchmarkResult) throws -> Void) throws {
        switch name {
        case .engine:
            try EngineBenchmark.run(series: series, readings: readings ?? 10_000_000, shards: shards, tell: tell)
        case .decode: for result in DecodeBenchmark.run(only: format) { try tell(result) }
        case .store: try measureStore(tell)
        case .endToEnd: for qos in 0...1 { try tell(EndToEndBenchmark().run(qos: qos)) }
        case .overload: try tell(OverloadBenchmark().run())
        case .latency: for rate in LatencyBenchmark.rates { try tell(LatencyBenchmark(messagesPerSecond: rate).run()) }
        case .quiet: break
        case .idle: for load in IdleBenchmark.Load.allCases { try tell(IdleBenchmark(load: load).run()) }
        }
    }

    /// A table of rules, and no figure of time: a page of its own.
    private func measureQuiet(on terminal: Terminal) throws {
        let benchmark = QuietBenchmark(sensors: sensors, seed: seed)
        let report = try benchmark.run()
        let lines = json ? [try JSONText.line(report)] : benchmark.lines(report, on: terminal)
        for line in lines { try StandardOutput.writeLine(line) }
    }

    private func measureStore(_ tell: (BenchmarkResult) throws -> Void) throws {
        try BenchmarkFolder.with { folder in
            do {
                try tell(StoreBenchmark.run(folder: folder.path))
                try HistoryBenchmark(folder: folder.path, readings: readings ?? 50_000_000).run(tell)
            } catch {
                throw CommandFailure("cannot measure the store", why: "\(error)", status: .inputOutput)
            }
        }
    }
}
