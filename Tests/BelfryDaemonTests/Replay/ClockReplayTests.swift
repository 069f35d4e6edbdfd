import BelfryModel
import BelfrySimulator
import Testing

@testable import BelfryDaemon

/// A recording in whose midst the gateway's clock was set, or the machine slept.
@Suite("Replaying a clock that jumped")
struct ClockReplayTests {
    private static let start = Timestamp(seconds: 1_795_003_200)
    private static let second = Nanoseconds.perSecond

    private static func after(_ seconds: Int64) -> Timestamp { start.advanced(byNanoseconds: seconds * second) }

    /// A level of a gauge, measured two seconds before it arrived on a clock that was right.
    private static func message(_ gauge: Int, _ level: Double, at seconds: Int64, clock: Int64) -> TraceRecord {
        let measured = Double(1_795_003_200 + seconds) - 2.125
        let payload = "[{\"n\":\"gauge-\(gauge):water_level\",\"u\":\"m\",\"t\":\(measured),\"v\":\(level)}]"
        return TraceRecord(
            arrival: after(seconds + clock),
            topic: "water/gauge-\(gauge)",
            payload: Array(payload.utf8)
        )
    }

    /// Ten minutes of three gauges, of which one falls silent and one is flooded; after five of them the clock is set.
    private static func trace(settingBy distance: Int64) -> String {
        var lines: [String] = []
        for seconds in stride(from: Int64(10), through: 600, by: 10) {
            let clock = seconds > 300 ? 0 : -distance
            if seconds == 310, distance > 0 {
                lines.append(TraceClock(from: after(301 - distance), to: after(301)).line)
            }
            lines.append(message(0, 1 + Double(seconds % 7) / 10, at: seconds, clock: clock).line)
            if seconds < 290 { lines.append(message(1, 1, at: seconds, clock: clock).line) }
            lines.append(message(2, seconds > 250 ? 4 : 1, at: seconds, clock: clock).line)
        }
        lines.append(TracePause(arrival: after(610)).line)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func findings(_ trace: String, shards: Int) throws -> [Finding] {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            mqtt:
              - broker: "mqtt://127.0.0.1"
                subscribe: [ { topic: "water/#", format: senml, agency: water } ]
            engine: { shards: \(shards) }
            rule_files: [ rules.yaml ]
            """,
            to: "belfry.yaml"
        )
        try folder.write(
            """
            rules:
              - { name: silent, detector: silence, cadence: 10s, severity: minor }
              - name: flooded
                window: { tumbling: 1m, aggregate: mean }
                above: 3 m
                severity: major
            """,
            to: "rules.yaml"
        )
        let file = try folder.write(trace, to: "trace.ndjson")
        var findings: [Finding] = []
        try Replay(configuration: try folder.load()).run(files: [file]) { output in
            if case .finding(let finding) = output { findings.append(finding) }
        }
        return findings
    }

    @Test("The findings are those of a clock that was right, whatever the shards", arguments: [1, 2, 4])
    func set(shards: Int) throws {
        let plain = try Self.findings(Self.trace(settingBy: 0), shards: 1)
        #expect(plain.map(\.rule) == ["flooded", "silent"], "\(plain.map(\.text))")
        let set = try Self.findings(Self.trace(settingBy: 3_600), shards: shards)
        #expect(set.map(\.rule) == plain.map(\.rule))
        #expect(set.map(\.detectedAt) == plain.map(\.detectedAt))
        #expect(set.map(\.value) == plain.map(\.value))
        #expect(set.map(\.from) == plain.map(\.from))
    }

    @Test("A suspend is a pause: windows end, and nobody was silent")
    func suspend() throws {
        var lines: [String] = []
        for seconds in stride(from: Int64(10), through: 100, by: 10) {
            lines.append(Self.message(0, 1, at: seconds, clock: 0).line)
        }
        lines.append(TracePause(arrival: Self.after(28_900), unheardSince: Self.after(101)).line)
        lines.append(Self.message(0, 1, at: 28_910, clock: 0).line)
        lines.append(TracePause(arrival: Self.after(28_930)).line)
        #expect(try Self.findings(lines.joined(separator: "\n") + "\n", shards: 1).isEmpty)
    }
}
