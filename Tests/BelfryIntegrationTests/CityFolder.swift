import BelfrySimulator
import Foundation

/// The configuration of a daemon that listens to a simulated city, in a folder of its own.
final class CityFolder {
    private let folder: URL
    private let city: SimulatedCity
    private let rules: [String: String]

    /// - Parameter rules: texts of rule files by their names.
    init(_ city: SimulatedCity, rules: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "belfry-city-\(UUID().uuidString)")
        self.city = city
        self.rules = rules
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in try files() {
            let file = folder.appending(path: name)
            let parent = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let yaml = "store: { path: belfry.db }\n" + Self.yaml(brokerPort: 1_883)
        try yaml.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var configuration: String { path("belfry.yaml") }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Everything beside belfry.yaml.
    func files() throws -> [String: String] {
        var files = ["conf.d/fleet.yaml": city.fleetYAML]
        for (name, text) in rules { files["rules.d/\(name)"] = text }
        return files
    }

    /// belfry.yaml without store and http.
    static func yaml(brokerPort: Int) -> String {
        """
        gateway: { id: proof }
        mqtt:
          - broker: mqtt://127.0.0.1:\(brokerPort)
            name: city
            subscribe:
        \(SimulatedCity.subscriptionsYAML(indentation: 6))
        rule_files: [ "rules.d/*.yaml" ]
        engine: { allowed_lateness: 2s }

        """
    }

    /// What Belfry ships, the demo's rules included.
    static var shippedRules: [String: String] {
        get throws {
            let config = URL(filePath: #filePath).appending(path: "../../../Config").standardizedFileURL
            var rules: [String: String] = [:]
            for folder in ["rules.d", "demo/rules.d"] {
                let names = try FileManager.default.contentsOfDirectory(atPath: config.appending(path: folder).path)
                for name in names where name.hasSuffix(".yaml") {
                    let file = config.appending(path: "\(folder)/\(name)")
                    rules[name] = try String(contentsOf: file, encoding: .utf8)
                }
            }
            return rules
        }
    }

    /// Rules of every kind that have something to say within seconds.
    static let quickRules = [
        "quick.yaml": """
        rules:
          - { name: no2-high, match: { quantity: no2 }, window: { tumbling: 2s, aggregate: mean }, above: 120, severity: major, kind: air_limit, text: "{value} since {since}" }
          - { name: occupied, match: { quantity: occupancy }, above: 35, clear_below: 25, for: 3s, severity: minor, kind: traffic_queue, text: "{value}" }
          - { name: collapse, match: { quantity: speed }, detector: rate_of_change, falls_by: 30 km/h, per: 10s, minimum_span: 2s, severity: major, kind: traffic_incident, text: "{value}" }
          - { name: rising, match: { quantity: water_level }, detector: rate_of_change, rises_by: 0.03 m, per: 10s, minimum_span: 2s, severity: major, kind: flood, text: "{value}" }
          - { name: silent, detector: silence, missed: 2, at_least: 4s, severity: warning, text: "since {since}" }
          - { name: stuck, match: { quantity: "no2|pm2_5|pm10" }, detector: flat_line, duration: 5s, minimum_readings: 3, severity: warning, text: "{value}" }
          - { name: impossible, detector: gross_range, severity: warning, text: "{value}" }
        """
    ]
}
