// The same input gives the same findings and incidents: whatever the number of shards, live and replayed.

import BelfryIncidents
import BelfryModel
import BelfrySimulator
import BelfryStore
import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite(.serialized) struct ReplayTests {}
}

extension IntegrationTests.ReplayTests {
    @Test("A simulated hour gives byte-identical findings and incidents with 1, 2 and 3 shards")
    func shards() throws {
        let start = Timestamp(seconds: 1_795_000_000)
        let scenarios = Scenario.oneOfEach(firstSeconds: 600, lastingSeconds: 1_200)
        let city = SimulatedCity(seed: 20_261_123, start: start, options: SimulationOptions(scenarios: scenarios))
        let folder = try CityFolder(city, rules: CityFolder.shippedRules)
        let trace = folder.path("hour.ndjson")
        let messages = try Self.write(city, hours: 1, to: trace)
        var outputs: [String] = []
        for shards in 1...3 {
            let arguments = ["replay", trace, "--config", folder.configuration, "--shards", "\(shards)"]
            let answer = try BelfryProcess.run(arguments)
            #expect(answer.status == 0, "\(answer.error)")
            outputs.append(answer.output)
        }
        let lines = outputs[0].split(separator: "\n")
        print("\(messages) messages of a simulated hour: \(lines.count) lines of findings and incidents")
        #expect(lines.count { $0.contains("\"type\":\"finding\"") } > 5)
        #expect(lines.count { $0.contains("\"type\":\"incident\"") } > 5)
        #expect(outputs[1] == outputs[0], "2 shards")
        #expect(outputs[2] == outputs[0], "3 shards")
        for event in city.truth where event.kind != .stuckSensor {
            let isTold = lines.contains { line in
                event.expect.contains { line.contains("\"kind\":\"\($0.rawValue)\"") }
                    && event.sensors.contains { line.contains("\"sensor\":\"\($0)\"") }
            }
            #expect(isTold, "\(event.kind) at \(event.place) is found")
        }
    }

    @Test("What a daemon heard and recorded says the same again, broker outage included", .timeLimit(.minutes(3)))
    func liveIsReplayed() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("city seed \(seed)")
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(
            yaml: CityFolder.yaml(brokerPort: broker.port),
            files: ["rules.d/quick.yaml": CityFolder.quickRules["quick.yaml"] ?? ""]
        )
        let recording = daemon.folder.appending(path: "recording.ndjson").path
        try daemon.write(Self.quickCity(seed: seed).fleetYAML, to: "conf.d/fleet.yaml")
        try daemon.start(arguments: ["--record", recording])
        try daemon.connected()
        let sensors = try Sensors(on: broker)
        var city = Self.quickCity(seed: seed)
        try Self.play(&city, seconds: 30, through: sensors, broker: broker, daemon: daemon)
        #expect(try daemon.terminate() == 0, "\(daemon.log)")

        let live = try Outcome(databasePath: daemon.databasePath)
        #expect(live.findings.count > 5, "\(live.findings)")
        for shards in 1...2 {
            let answer = try daemon.run([
                "replay", recording, "--config", daemon.configurationPath, "--shards", "\(shards)",
            ])
            #expect(answer.status == 0, "\(answer.error)")
            let replayed = try Outcome(replay: answer.output)
            #expect(Set(replayed.findings.keys).subtracting(live.findings.keys).map { replayed.findings[$0] } == [])
            #expect(Set(live.findings.keys).subtracting(replayed.findings.keys).map { live.findings[$0] } == [])
            for (id, finding) in live.findings {
                if let other = replayed.findings[id] { #expect(other == finding) }
            }
            #expect(replayed.timelines == live.timelines)
        }
    }

    /// A city that begins now and whose sensors all speak within a second or two.
    private static func quickCity(seed: UInt64) -> SimulatedCity {
        let options = SimulationOptions(
            scenarios: quickScenarios,
            longestCadenceNanoseconds: 2 * Nanoseconds.perSecond
        )
        let now = Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
        return SimulatedCity(seed: seed, start: now, options: options)
    }

    /// One of each kind at once, early enough to be found and to end within half a minute.
    private static var quickScenarios: [Scenario] {
        Scenario.Kind.allCases.map {
            Scenario(
                kind: $0,
                startNanoseconds: 3 * Nanoseconds.perSecond,
                durationNanoseconds: 12 * Nanoseconds.perSecond
            )
        }
    }

    private static func write(_ city: SimulatedCity, hours: Int64, to path: String) throws -> Int {
        var city = city
        var count = 0
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        for minute in 1...60 * hours {
            let end = city.start.advanced(byNanoseconds: minute * Nanoseconds.perMinute)
            let messages = city.messages(until: end)
            count += messages.count
            let text = messages.map { TraceRecord($0).line + "\n" }.joined()
            try file.write(contentsOf: Data(text.utf8))
        }
        try file.close()
        return count
    }

    /// Publishes what the city says when it says it.
    ///
    /// In the middle the broker is away for a while: what the daemon excuses then has to be in the recording too.
    private static func play(
        _ city: inout SimulatedCity,
        seconds: Int64,
        through sensors: Sensors,
        broker: MosquittoProcess,
        daemon: BelfryProcess
    ) throws {
        let end = city.start.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
        let outage = city.start.advanced(byNanoseconds: seconds / 2 * Nanoseconds.perSecond)
        var isInterrupted = false
        while city.nextDue < end {
            let now = Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
            for message in city.messages(until: min(now, end)) {
                sensors.send(message.topic, bytes: message.payload, qos: message.qos, retain: message.isRetained)
            }
            if now > outage, !isInterrupted {
                isInterrupted = true
                try sensors.settle()
                broker.stop()
                usleep(1_500_000)
                try broker.start()
            }
            usleep(10_000)
        }
        try sensors.settle()
        try daemon.settled()
    }
}

/// Findings and incidents by their identifiers, each as one text that has everything to be compared.
private struct Outcome {
    var findings: [String: String] = [:]
    var timelines: [String: [String]] = [:]

    /// What a daemon has stored.
    init(databasePath: String) throws {
        let store = try Store(StoreConfiguration(path: databasePath, isReadOnly: true))
        defer { try? store.close() }
        for incident in try store.incidents(matching: IncidentQuery(limit: StoreLimits.incidentsPerQuery)) {
            // What the daemon found about itself is not of the recording.
            if incident.rule.hasPrefix("belfry-") { continue }
            timelines[incident.id] = incident.timeline.map { "\($0.what.rawValue) \($0.at.rfc3339)" }
            for finding in incident.findings {
                findings[finding.id] = Self.text(
                    finding.phase.name,
                    finding.rule,
                    finding.series.key.sensor,
                    finding.from.rfc3339,
                    finding.to?.rfc3339,
                    finding.detectedAt.rfc3339,
                    finding.text,
                    finding.evidence.map { "\($0.name)=\($0.value) \($0.time?.rfc3339 ?? "")" }
                )
            }
        }
    }

    /// What `belfry replay` printed: of each finding its last line, of each incident every line.
    init(replay output: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        for text in output.split(separator: "\n") {
            let line = try decoder.decode(Line.self, from: Data(text.utf8))
            guard line.type == "finding" else {
                timelines[line.id, default: []].append("\(line.what) \(line.detectedAt)")
                continue
            }
            findings[line.id] = Self.text(
                line.what,
                line.rule,
                line.sensor ?? "",
                line.from,
                line.to,
                line.detectedAt,
                line.text,
                line.evidence.map { "\($0.name)=\($0.value ?? .nan) \($0.time ?? "")" }
            )
        }
    }

    /// As far as it is compared; decoded by type, since a number that passes through a `Decimal` loses its last digit.
    private struct Line: Decodable {
        struct Evidence: Decodable {
            var name: String
            var value: Double?
            var time: String?
        }

        var type, id, what, rule, from, detectedAt, text: String
        var sensor, to: String?
        var evidence: [Evidence]
    }

    private static func text(
        _ phase: String,
        _ rule: String,
        _ sensor: String,
        _ from: String,
        _ to: String?,
        _ detectedAt: String,
        _ text: String,
        _ evidence: [String]
    ) -> String {
        ([phase, rule, sensor, from, to ?? "-", detectedAt, text] + evidence).joined(separator: " | ")
    }
}
