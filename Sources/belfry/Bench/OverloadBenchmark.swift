// More than the processors can take, for a minute: a broker that always has another message, of sensors of three kinds.
//
//   belfry bench-broker ──as fast as it is taken──► belfry run ──► SQLite
//                                                     └── sheds what may be missed, then what is normal, never public safety

import BelfryAPI
import BelfryBench
import BelfryDaemon
import BelfryModel

/// `belfry bench overload`.
struct OverloadBenchmark {
    private static let seconds = 60.0
    private static let series = 10_000
    /// From the daemon's subscription to the first message.
    private static let pauseMilliseconds = 500
    /// By then it sheds all that it will, and its batches are as large as they get: from there on memory is to stay flat.
    private static let settlingSeconds = 20.0
    private static let patienceSeconds = 120.0

    /// Measures one daemon once, at QoS 0: at QoS 1 a broker waits for acknowledgements and is no overload.
    func run() throws -> BenchmarkResult {
        try BenchmarkFolder.with { folder in
            let port = try LoopbackPort.free()
            let broker = try MeasuredPeer(
                name: "broker",
                arguments: [
                    "bench-broker", "--port", "\(port)", "--series", "\(Self.series)",
                    "--mixed-seconds", "\(Int(Self.seconds))", "--pause-milliseconds", "\(Self.pauseMilliseconds)",
                ],
                folder: folder
            )
            defer { broker.process.end() }
            let daemon = try MeasuredDaemon(folder: folder, yaml: Self.yaml(port: port), rules: EndToEndBenchmark.rules)
            defer { daemon.end() }
            return try measure(daemon, broker)
        }
    }

    private func measure(_ daemon: MeasuredDaemon, _ broker: MeasuredPeer) throws -> BenchmarkResult {
        try daemon.waitUntilConnected()
        try Patience.sleep(seconds: Self.settlingSeconds)
        let before = try daemon.usage().residentBytes
        var residentBytes = before
        let begin = SystemClock.monotonicNanoseconds()
        while Double(SystemClock.monotonicNanoseconds() - begin) / 1e9 < Self.seconds - Self.settlingSeconds {
            residentBytes = max(residentBytes, try daemon.usage().residentBytes)
            try Patience.sleep(seconds: 0.2)
        }
        let report = try broker.report(MinimalBroker.Report.self, within: Self.patienceSeconds)
        let end = SystemClock.monotonicNanoseconds()
        let status = try settled(daemon, sent: report.sent)
        try expectAlarms(of: daemon, broker)
        var figures = BenchmarkFigures(seconds: Double(report.endedAt - report.startedAt) / 1e9)
        figures.recoverySeconds = Double(SystemClock.monotonicNanoseconds() - end) / 1e9
        figures.shedPercent = Double(status.ingest.ledger.shed) / Double(max(1, report.sent)) * 100
        figures.residentBytes = Double(residentBytes)
        figures.residentGrowthBytes = Double(residentBytes - before)
        let safety = status.ingest.subscriptions.first { $0.topic == EndToEndLoad.safetyTemplate }?.ledger
        guard let safety, safety.shed == 0, safety.stored == safety.received, safety.received > 0 else {
            throw broker.failure("of public safety not everything was stored: \(safety as LedgerStatus?)")
        }
        figures.safetyShed = Double(safety.shed)
        return BenchmarkResult(
            name: "overload",
            items: report.sent,
            itemName: "message",
            rounds: [figures]
        )
    }

    /// Waits until every message is accounted for and nothing is shed any more.
    private func settled(_ daemon: MeasuredDaemon, sent: Int) throws -> StatusDocument {
        var last: StatusDocument?
        try Patience.wait(for: "all to be taken again", seconds: Self.patienceSeconds, lookingEvery: 0.5) {
            let status = try daemon.status()
            last = status
            return try status.ingest.ledger.received == UInt64(sent) && status.ingest.ledger.inFlight == 0
                && status.ingest.ledger.balanced && daemon.metric("belfry_overload_level") == 0
        }
        guard let last else { throw CommandFailure("cannot measure", why: "no status came", status: .unavailable) }
        return last
    }

    /// What is stored has been judged as well: public safety's jams have rung.
    private func expectAlarms(of daemon: MeasuredDaemon, _ broker: MeasuredPeer) throws {
        guard try daemon.incidents().contains(where: { $0.domain == "safety" }) else {
            throw broker.failure("nothing was found in what is of public safety")
        }
    }

    private static func yaml(port: Int) -> String {
        EndToEndLoad.configuration(
            port: port,
            qos: 0,
            units: EndToEndLoad.units,
            more: [
                (topic: EndToEndLoad.safetyTemplate, also: "domain: safety"),
                (topic: EndToEndLoad.spareTemplate, also: "criticality: low"),
            ]
        )
    }
}
