// What an operator waits for: from the broker's socket through decoding, engine, incidents and the live stream to a client.
//
//   belfry bench-broker ──rate──► belfry run ──► SQLite
//        │ stamps a value as it leaves      └──/events──► belfry bench: now − stamp
//
// The reference is what a commit costs on the same device: so many bytes as one holds, written and synced.

import BelfryAPI
import BelfryBench
import BelfryDaemon
import BelfryModel
import FoundationEssentials
import Glibc

/// `belfry bench latency`.
struct LatencyBenchmark {
    /// As fast as is promised, and a trickle that is read in gatherings.
    static let rates = [50_000, 1_000]
    private static let seconds = 20
    private static let series = 10_000
    /// From the daemon's subscription to the first message: time to open the live stream.
    private static let pauseMilliseconds = 2_000
    /// What comes first meets threads that have never run and series that nobody knows.
    private static let settlingNanoseconds = 3 * Nanoseconds.perSecond
    private static let fewestFindings = 100
    /// About so many findings a second.
    private static let stampsPerSecond = 40
    /// About what the journal takes for a batch of a thousand readings.
    private static let commitBytes = 32_768
    private static let commits = 200

    let messagesPerSecond: Int

    /// Measures one daemon once, at QoS 1.
    func run() throws -> BenchmarkResult {
        try BenchmarkFolder.with { folder in
            let commit = try Self.commit(in: folder)
            let port = try LoopbackPort.free()
            let messages = messagesPerSecond * Self.seconds
            let broker = try MeasuredPeer(
                name: "broker",
                arguments: [
                    "bench-broker", "--port", "\(port)", "--qos", "1", "--messages", "\(messages)",
                    "--series", "\(Self.series)", "--rate", "\(messagesPerSecond)", "--stamp-every", "\(stampStep)",
                    "--pause-milliseconds", "\(Self.pauseMilliseconds)",
                ],
                folder: folder
            )
            defer { broker.process.end() }
            let yaml = EndToEndLoad.configuration(port: port, qos: 1, units: EndToEndLoad.stampedUnits)
            let daemon = try MeasuredDaemon(folder: folder, yaml: yaml, rules: Self.rules)
            defer { daemon.end() }
            return BenchmarkResult(
                name: "arrival to finding at \(MeasureText.grouped(messagesPerSecond)) readings/s",
                items: messages,
                itemName: "reading",
                rounds: [try measure(daemon, broker)],
                reference: ("a write of \(Self.commitBytes / 1_024) KiB, synced", [commit])
            )
        }
    }

    /// An odd number that is no multiple of five divides no number of series like ten thousand.
    private var stampStep: Int { messagesPerSecond / Self.stampsPerSecond / 10 * 10 + 3 }

    private func measure(_ daemon: MeasuredDaemon, _ broker: MeasuredPeer) throws -> BenchmarkFigures {
        try daemon.waitUntilConnected()
        let stream = try daemon.openStream()
        let start = SystemClock.monotonicNanoseconds()
        let settled = start + Int64(Self.pauseMilliseconds) * Nanoseconds.perMillisecond + Self.settlingNanoseconds
        let end = start + (Int64(Self.seconds) + 1) * Nanoseconds.perSecond
        var latencies: [Int64] = []
        while SystemClock.monotonicNanoseconds() < end {
            guard case .event(let event) = try stream.next(deadline: end), event.name == "finding" else { continue }
            let now = SystemClock.monotonicNanoseconds()
            let finding = try WireCoding.decode(FindingDocument.self, from: Data(event.data.utf8))
            if let sent = StampedValue.sentNanoseconds(finding.value), sent >= settled { latencies.append(now - sent) }
        }
        guard latencies.count >= Self.fewestFindings else {
            throw broker.failure("only \(latencies.count) findings came, \(Self.fewestFindings) are needed")
        }
        return Self.figures(of: latencies, seconds: Double(Self.seconds))
    }

    private static func figures(of latencies: [Int64], seconds: Double) -> BenchmarkFigures {
        let sorted = latencies.sorted()
        var figures = BenchmarkFigures(seconds: seconds)
        figures.latencyMedianSeconds = Double(sorted[sorted.count / 2]) / 1e9
        figures.latency99thSeconds = Double(sorted[sorted.count * 99 / 100]) / 1e9
        return figures
    }

    private static func commit(in folder: TemporaryFolder) throws -> BenchmarkFigures {
        let path = "\(folder.path)/commits"
        let file = open(path, O_CREAT | O_WRONLY, 0o600)
        defer { close(file) }
        let bytes = [UInt8](repeating: 1, count: commitBytes)
        var durations: [Int64] = []
        for _ in 0..<commits {
            let start = SystemClock.monotonicNanoseconds()
            guard write(file, bytes, bytes.count) == bytes.count, fdatasync(file) == 0 else {
                throw CommandFailure(
                    "cannot measure a commit",
                    why: "\(path): \(String(cString: strerror(errno)))",
                    remedy: "set TMPDIR to a folder on a disk with room",
                    status: .inputOutput
                )
            }
            durations.append(SystemClock.monotonicNanoseconds() - start)
        }
        return figures(of: durations, seconds: Double(durations.reduce(0, +)) / 1e9)
    }
}

extension LatencyBenchmark {
    private static let rules = """
        rules:
          - { name: stamped, above: 999999999, severity: warning, text: "{value} {unit}" }
        """
}
