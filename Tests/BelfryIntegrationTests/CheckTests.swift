// What is shipped and what is published has to pass the check that users run.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("belfry check", .serialized) struct CheckTests {}
}

extension IntegrationTests.CheckTests {
    private static let shipped = URL(filePath: #filePath).appending(path: "../../../Config/belfry.yaml")
        .standardizedFileURL.path

    @Test("The shipped configuration and its rules are fine")
    func shippedConfiguration() throws {
        let answer = try BelfryProcess.run(["check", "--config", Self.shipped])
        #expect(answer.status == 0, "\(answer.output)\(answer.error)")
        #expect(answer.output.contains("fine"))
        #expect(!answer.output.contains("warning"), "\(answer.output)")
        #expect(answer.error.isEmpty)
    }

    @Test("A rule that can never speak is a warning with its place, and the answer is 0 all the same")
    func warnings() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (file, rules) = (folder.appending(path: "belfry.yaml").path, folder.appending(path: "rules.d/r.yaml").path)
        try "mqtt: [ { broker: mqtt://127.0.0.1, subscribe: [ { topic: a } ] } ]\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        try "rules:\n  - { name: r, match: { quantity: no22 }, above: 200, severity: minor }\n"
            .write(toFile: rules, atomically: true, encoding: .utf8)
        let answer = try BelfryProcess.run(["check", "--config", file])
        #expect(answer.status == 0, "\(answer.output)\(answer.error)")
        #expect(answer.output.contains("warning: \(rules):2:35: "), "\(answer.output)")
        #expect(answer.output.contains("did you mean \"no2\"?"), "\(answer.output)")
        #expect(answer.output.contains("fine, with 1 warning: "), "\(answer.output)")
        let json = try BelfryProcess.run(["check", "--json", "--config", file])
        #expect(json.status == 0 && json.output.contains("\"severity\":\"warning\""), "\(json.output)")
    }

    @Test("The example of the published interface is fine")
    func publishedExample() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "belfry.yaml").path
        try Self.example.write(toFile: file, atomically: true, encoding: .utf8)
        try Self.exampleRules.write(
            toFile: folder.appending(path: "rules.d/no2.yaml").path,
            atomically: true,
            encoding: .utf8
        )
        let answer = try BelfryProcess.run(["check", "--config", file])
        #expect(answer.status == 0, "\(answer.output)\(answer.error)")
        #expect(
            answer.output.contains("1 broker, 3 subscriptions, 1 rule, 1 sensor in the fleet"),
            "\(answer.output)"
        )
    }

    @Test("Every fault is told with file, line, column and what to write instead; the answer is 1")
    func faults() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "belfry-check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "belfry.yaml").path
        try "mqtt:\n  - broker: mqtt://127.0.0.1\n    subscrieb: []\nengine: { shards: many }\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        let answer = try BelfryProcess.run(["check", "--config", file])
        #expect(answer.status == 1)
        #expect(answer.output.contains("\(file):3:5:") && answer.output.contains("subscribe"), "\(answer.output)")
        #expect(answer.output.contains("\(file):4:"), "\(answer.output)")
        let run = try BelfryProcess.run(["run", "--config", file])
        #expect(run.status == 78)
        #expect(run.error.hasPrefix("belfry: "))
    }

    /// A folder of a test's own, with one for rules.
    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "belfry-check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "rules.d"),
            withIntermediateDirectories: true
        )
        return folder
    }

    private static let example = """
        gateway: { id: gw-north-07, city: rivertown, zone: north, location: [4.3517, 50.8466] }   # lon, lat
        store:   { path: /var/lib/belfry/belfry.db, retention: { raw: 30d, rollup_1h: 2y, rollup_1d: 10y, incidents: 10y, audit: 10y, size: 8GiB } }
        http:    { listen: 127.0.0.1:8480 }
        mqtt:
          - broker: mqtt://127.0.0.1:1883            # mqtts:// with ca, cert, key
            name: city
            username: belfry
            password_file: mqtt-password             # in $CREDENTIALS_DIRECTORY
            subscribe:
              - topic: city/{zone}/{domain}/{sensor}/{quantity}     # one MQTT level each; becomes city/+/+/+/+
                format: value
                agency: traffic
                unit: { speed: km/h }
              - topic: env/#
                format: auto
                agency: environment
                time_zone: Europe/Brussels           # for times without one
              - topic: acme/{sensor}/up
                format: json
                mapping: { sensor: /dev/id, time: { pointer: /t, as: epoch_ms }, readings: [ { quantity: no2, pointer: /gas/no2, unit: ppb } ] }
        fleet:                                       # who is expected; a file of the same shape or CSV may be named instead
          - { sensor: tls-114, domain: traffic, zone: north, location: [4.36, 50.85], cadence: 30s }
        corridors:
          - { id: ring-east, stations: [s01, s02, s03, s04] }       # in driving direction
        rule_files: [ rules.d/*.yaml ]
        """

    private static let exampleRules = """
        rules:
          - name: no2-hour-limit
            match: { domain: air, quantity: no2 }    # values may be "a|b" or =~ "regex"
            detector: threshold                      # the default; each detector documents its own parameters
            window: { tumbling: 1h, aggregate: mean }  # absent: every reading
            above: 200 ug/m3
            clear_below: 180 ug/m3
            for: 0s
            severity: major                          # warning | minor | major | critical
            text: "NO2 {value} {unit} at {sensor}, limit {threshold}"
            runbook: https://intranet.example/no2
        """
}
