import BelfryDetection
import BelfryModel
import BelfryWindows
import Foundation
import Testing

@testable import BelfryDaemon

@Suite("The files that are shipped")
struct ShippedFilesTests {
    /// `Config` of this repository.
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Config").path()

    @Test("The default configuration loads as it is")
    func defaultConfiguration() throws {
        let configuration = try Configuration.load(path: "\(Self.folder)/belfry.yaml", environment: [:])
        #expect(configuration.brokers.map(\.address.description) == ["127.0.0.1:1883"])
        #expect(configuration.http.listen.description == "127.0.0.1:8480")
        #expect(configuration.rules.count > 30)
        #expect(configuration.warnings.isEmpty, "\(configuration.warnings)")
    }

    @Test("Each line that is commented out states the default or loads as an example")
    func commentedLines() throws {
        let shipped = try String(contentsOfFile: "\(Self.folder)/belfry.yaml", encoding: .utf8)
        // "#key: value" and "#  key: value" are configuration, "# Text" is prose. What names a file stays as it is.
        let uncommented = shipped.replacing("\ncorridors: []\n", with: "\n").split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).map { line in
            let indent = line.prefix { $0 == " " }
            let rest = line.dropFirst(indent.count)
            let isProse = rest.hasPrefix("# ") && !rest.hasPrefix("#  ")
            guard rest.hasPrefix("#"), !isProse, rest.contains(":"), !rest.contains("_file: "), !rest.contains(".csv")
            else { return String(line) }
            return String(indent + rest.dropFirst())
        }
        let folder = try TemporaryFolder()
        try folder.write(uncommented.joined(separator: "\n"), to: "belfry.yaml")
        let configuration = try folder.load()
        #expect(configuration.gateway.id == "gw-north-07")
        #expect(configuration.fleet.count == 1)
        #expect(configuration.corridors.count == 1)
        let plain = try load("mqtt: [ { broker: mqtt://127.0.0.1, subscribe: [ { topic: a } ] } ]")
        #expect(configuration.store == plain.store)
        #expect(configuration.http == plain.http)
        #expect(configuration.ingest == plain.ingest)
        #expect(configuration.engine == plain.engine)
        #expect(configuration.brokers[0].keepAliveSeconds == plain.brokers[0].keepAliveSeconds)
        #expect(configuration.brokers[0].sessionExpirySeconds == plain.brokers[0].sessionExpirySeconds)
    }

    @Test("Rules explain themselves and keep to windows of one minute to one day")
    func rulePacks() throws {
        let rules = try Configuration.load(path: "\(Self.folder)/belfry.yaml", environment: [:]).rules
        for rule in rules {
            // How far a clock is off, by which hours a law's criterion is met, where a crowd goes: these detectors say it best.
            let saysMore = [
                "clock", "anomaly", "shift", "disagreement", "air_standard", "air_index", "co_dose", "flood", "crowd",
                "noise_period", "acoustic", "vibration", "traffic_incident", "possible_fire",
                "wrong_way", "stopped_vehicle", "occupancy_without_flow",
            ]
            #expect(rule.text.isEmpty == saysMore.contains(rule.detector.name), "\(rule.name)")
            guard let window = rule.window else { continue }
            #expect(
                (Nanoseconds.perMinute...Nanoseconds.perDay).contains(window.lengthNanoseconds) || rule.isJoint,
                "\(rule.name)"
            )
        }
    }

    @Test("What the air rules offer to other countries loads as well, and each pollutant has its criteria")
    func airRules() throws {
        let shipped = try String(contentsOfFile: "\(Self.folder)/rules.d/air.yaml", encoding: .utf8)
        let lines = shipped.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("#  ") && line.contains(": ") && !line.contains("Directive")
                ? String(line.dropFirst()) : String(line)
        }
        let folder = try TemporaryFolder()
        let file = try folder.write(lines.joined(separator: "\n"), to: "air.yaml")
        let rules = try RuleSet(RuleFiles.rules(inFile: file, environment: [:]))
        #expect(rules.rules.count == 26)
        #expect(
            rules.rules.filter { $0.kind == .airAlert }.map(\.name) == [
                "no2-alert", "so2-alert", "o3-alert", "pm2-5-alert", "pm10-alert", "uk-alerts",
            ]
        )
        for quantity in ["no2", "so2", "o3", "pm2_5", "pm10", "co"] {
            let series = SeriesDescriptor(
                id: SeriesID(0),
                key: SeriesKey(agency: "environment", sensor: "aq-1", quantity: Quantity(quantity)),
                unit: Quantity(quantity).definition?.unit ?? .unknown,
                domain: .air
            )
            let plan = rules.plan(for: series)
            #expect(plan.skipped.isEmpty, "\(quantity): \(plan.skipped.map(\.reason))")
            #expect(plan.windows.map(\.lengthNanoseconds) == [Nanoseconds.perHour], "\(quantity): one window for all")
        }
    }

    @Test("The demo's configuration loads in its folder, with the shipped rules and its own, which are marked as such")
    func demoConfiguration() throws {
        let folder = try TemporaryFolder()
        try folder.write(String(contentsOfFile: "\(Self.folder)/demo/belfry.yaml", encoding: .utf8), to: "belfry.yaml")
        try folder.write(
            """
            fleet:
              - { sensor: ring-01, agency: traffic, domain: traffic, site: ring section 1, cadence: 2s }
              - { sensor: ring-02, agency: traffic, domain: traffic, site: ring section 1, cadence: 2s }
            corridors:
              - { id: ring, stations: [ring-01, ring-02] }
            """,
            to: "conf.d/city.yaml"
        )
        let configuration = try folder.load(
            environment: ["BELFRY_DEMO_SHARE": Self.folder, "BELFRY_DEMO_BROKER": "127.0.0.1:18830"]
        )
        #expect(configuration.fleet.count == 2 && configuration.corridors.count == 1)
        #expect(configuration.brokers.map(\.address.port) == [18_830])
        #expect(configuration.http.listen.port == 0)
        #expect(configuration.store.path == "\(folder.path)/belfry.db")
        #expect(configuration.warnings.isEmpty, "\(configuration.warnings)")
        let own = configuration.rules.filter { $0.name.hasPrefix("demo-") }
        #expect(own.count == 11)
        #expect(configuration.rules.count > own.count + 20)
        let shortWindows = configuration.rules.filter {
            ($0.window?.lengthNanoseconds ?? .max) < Nanoseconds.perMinute && !$0.isJoint
        }
        #expect(shortWindows.allSatisfy { $0.name.hasPrefix("demo-") })
    }
}
