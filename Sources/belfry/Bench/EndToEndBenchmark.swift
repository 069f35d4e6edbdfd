// The whole daemon against a broker that is faster than it, three processes in all:
//
//   belfry bench ──► belfry bench-broker ──MQTT──► belfry run ──► SQLite
//        └── reads /proc/PID of the daemon before and after, then asks it for its ledger
//
// The reference takes the same messages from the same broker with the MQTT session alone.

import BelfryAPI
import BelfryBench
import BelfryDaemon
import BelfryModel

/// `belfry bench end-to-end`.
struct EndToEndBenchmark {
    private static let rounds = 3
    /// From the daemon's subscription to the first message: time to see what it has used until then.
    private static let pauseMilliseconds = 500
    private static let patienceSeconds = 300.0

    /// Of one round.
    var messages = 2_000_000
    var series = 10_000

    /// Measures one quality of service.
    func run(qos: Int) throws -> BenchmarkResult {
        var daemonRounds: [BenchmarkFigures] = []
        var referenceRounds: [BenchmarkFigures] = []
        for _ in 0..<Self.rounds {
            daemonRounds.append(try measureDaemon(qos: qos))
            referenceRounds.append(try measureReference(qos: qos))
        }
        return BenchmarkResult(
            name: "end-to-end-qos\(qos)",
            items: messages,
            itemName: "reading",
            rounds: daemonRounds,
            reference: ("the MQTT session alone, nothing decoded or stored", referenceRounds)
        )
    }

    private func measureDaemon(qos: Int) throws -> BenchmarkFigures {
        try withBroker(qos: qos) { broker, port, folder in
            let yaml = EndToEndLoad.configuration(port: port, qos: qos, units: EndToEndLoad.units)
            let daemon = try MeasuredDaemon(folder: folder, yaml: yaml, rules: Self.rules)
            defer { daemon.end() }
            try daemon.waitUntilConnected()
            let before = try daemon.usage()
            let report = try broker.report(MinimalBroker.Report.self, within: Self.patienceSeconds)
            let after = try daemon.usageAtRest()
            let status = try daemon.status()
            let lastCommit =
                SystemClock.monotonicNanoseconds()
                - Int64((status.store.lastCommitAgeSeconds ?? 0) * Double(Nanoseconds.perSecond))
            guard report.isComplete, status.ingest.ledger.stored == UInt64(messages), status.ingest.ledger.balanced
            else {
                throw broker.failure("sent \(report.sent) messages, stored \(status.ingest.ledger.stored)")
            }
            var figures = figures(from: report.startedAt, to: lastCommit)
            figures.cpuSecondsPerMillion = perMillion(after.cpuSeconds - before.cpuSeconds)
            figures.latencyMedianSeconds = status.engine.latencySeconds.p50
            figures.latency99thSeconds = status.engine.latencySeconds.p99
            figures.bytesPerItem = status.store.bytesWrittenPerReading
            figures.residentBytes = Double(after.residentBytes)
            figures.proportionalBytes = Double(after.proportionalBytes)
            figures.threads = Double(after.threads)
            return figures
        }
    }

    private func measureReference(qos: Int) throws -> BenchmarkFigures {
        try withBroker(qos: qos) { _, port, folder in
            let arguments = ["bench-session", "--port", "\(port)", "--qos", "\(qos)", "--messages", "\(messages)"]
            let session = try MeasuredPeer(name: "session", arguments: arguments, folder: folder)
            defer { session.process.end() }
            let report = try session.report(SessionReference.Report.self, within: Self.patienceSeconds)
            guard report.messages == messages else { throw session.failure("got \(report.messages) messages") }
            var figures = BenchmarkFigures(seconds: report.seconds)
            figures.cpuSecondsPerMillion = perMillion(report.cpuSeconds)
            return figures
        }
    }

    private func withBroker(
        qos: Int,
        _ body: (_ broker: MeasuredPeer, _ port: Int, _ folder: TemporaryFolder) throws -> BenchmarkFigures
    ) throws -> BenchmarkFigures {
        try BenchmarkFolder.with { folder in
            let port = try LoopbackPort.free()
            let broker = try MeasuredPeer(
                name: "broker",
                arguments: [
                    "bench-broker", "--port", "\(port)", "--qos", "\(qos)", "--messages", "\(messages)",
                    "--series", "\(series)", "--pause-milliseconds", "\(Self.pauseMilliseconds)",
                ],
                folder: folder
            )
            defer { broker.process.end() }
            return try body(broker, port, folder)
        }
    }

    private func figures(from begin: Int64, to end: Int64) -> BenchmarkFigures {
        BenchmarkFigures(seconds: Double(end - begin) / Double(Nanoseconds.perSecond))
    }

    private func perMillion(_ seconds: Double) -> Double { seconds * 1e6 / Double(messages) }
}

extension EndToEndBenchmark {
    /// Windows of two lengths and a threshold on every reading, as in the engine's benchmark.
    static let rules = """
        rules:
          - { name: jam, match: { quantity: speed }, below: \(EndToEndLoad.jamSpeed), severity: warning,
              text: "{value} {unit}" }
          - { name: short, window: { tumbling: 10s, aggregate: mean }, above: 1000, severity: warning,
              text: "{value} {unit}" }
          - { name: long, window: { tumbling: 1m, aggregate: mean }, above: 1000, severity: warning,
              text: "{value} {unit}" }
        """
}
