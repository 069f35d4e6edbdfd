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
    init(replay output: String) {
        for line in output.split(separator: "\n") {
            guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let id = object["id"] as? String
            else { continue }
            func text(_ key: String) -> String { object[key] as? String ?? "" }
            guard text("type") == "finding" else {
                timelines[id, default: []].append("\(text("what")) \(text("detected_at"))")
                continue
            }
            let evidence = (object["evidence"] as? [[String: Any]] ?? []).map { item in
                let value = (item["value"] as? NSNumber)?.doubleValue ?? .nan
                return "\(item["name"] as? String ?? "")=\(value) \(item["time"] as? String ?? "")"
            }
            findings[id] = Self.text(
                text("what"),
                text("rule"),
                text("sensor"),
                text("from"),
                object["to"] as? String,
                text("detected_at"),
                text("text"),
                evidence
            )
        }
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
