// From files to values. Everything is read before anything is refused, so that all faults show at once.

import BelfryDetection
import BelfryIngest
import BelfryModel
import FoundationEssentials

extension Configuration {
    /// Reads `path`, the `conf.d/*.yaml` beside it in name order, and the rule files.
    ///
    /// - Parameters:
    ///   - path: the main file; relative paths in any of the files start at its folder.
    ///   - environment: for `${NAME}`, `$CREDENTIALS_DIRECTORY`, `$STATE_DIRECTORY` and `$RUNTIME_DIRECTORY`.
    ///   - secrets: whether a credential that is not there is a fault.
    /// - Throws: every fault of every file.
    public static func load(
        path: String = defaultPath,
        environment: [String: String],
        secrets: SecretPolicy = .required
    ) throws(ConfigurationFaults) -> Configuration {
        let faults = FaultCollector()
        let files = ConfigurationFiles(mainFile: path, environment: environment, secrets: secrets, faults: faults)
        let paths = [path] + TextFile.matching("\(files.folder)/conf.d/*.yaml")
        let trees = paths.compactMap { files.tree(of: $0) }
        // What an unreadable file would have said is unknown, so nothing can be called missing yet.
        if trees.count < paths.count { throw ConfigurationFaults(faults.sorted) }
        let nothing = YAMLNode(place: SourcePlace(file: path, line: 1, column: 1), content: .null)
        let merged = trees.reduce(nothing) { $0.merged(with: $1, faults: faults) }
        let configuration = MappingReader.read(merged, named: "the configuration", faults: faults) { keys in
            Configuration(reading: keys, tree: merged, ownFiles: paths, files: files)
        }
        try faults.throwIfAny()
        guard var configuration else { throw ConfigurationFaults(faults.sorted) }
        configuration.warnings = faults.sortedWarnings
        return configuration
    }

    /// What an empty file would say if a broker were not needed: for verbs that listen to none.
    public static func defaults(environment: [String: String]) -> Configuration {
        let faults = FaultCollector()
        let files = ConfigurationFiles(
            mainFile: defaultPath,
            environment: environment,
            secrets: .whereAvailable,
            faults: faults
        )
        let nothing = YAMLNode(place: SourcePlace(file: defaultPath), content: .null)
        return Configuration(
            gateway: Gateway(reading: nil, hostName: ProcessInfo.processInfo.hostName),
            store: Store(reading: nil, files: files),
            http: HTTP(reading: nil, files: files),
            ingest: Ingest(reading: nil),
            engine: Engine(reading: nil),
            brokers: [],
            fleet: [],
            corridors: [],
            calendars: Calendars(),
            rules: [],
            ruleTexts: [],
            hash: digest(of: nothing, rules: [], fleet: []),
            files: []
        )
    }

    private init(reading keys: MappingReader, tree: YAMLNode, ownFiles: [String], files: ConfigurationFiles) {
        gateway = Self.section("gateway", of: keys) { Gateway(reading: $0, hostName: ProcessInfo.processInfo.hostName) }
        store = Self.section("store", of: keys) { Store(reading: $0, files: files) }
        http = Self.section("http", of: keys) { HTTP(reading: $0, files: files) }
        ingest = Self.section("ingest", of: keys) { Ingest(reading: $0) }
        engine = Self.section("engine", of: keys) { Engine(reading: $0) }
        brokers = Self.brokers(in: keys, gateway: gateway, files: files)
        fleet = FleetReader(files: files).members(in: keys)
        corridors = Self.corridors(in: keys)
        calendars = Calendars(in: keys, zone: gateway.timeZone)
        let ruleFiles = RuleFiles(
            files: files,
            allowedLatenessNanoseconds: engine.allowedLatenessNanoseconds,
            calendars: calendars
        )
        let rulePaths = ruleFiles.paths(in: keys)
        let written = ruleFiles.written(inFiles: rulePaths)
        rules = written.map(\.rule)
        ruleTexts = written.map(\.text)
        hash = Self.digest(of: tree, rules: rules, fleet: fleet)
        self.files = ownFiles + rulePaths
        warn(of: written, in: tree, faults: keys.faults)
    }

    /// A section that may be absent: without one, or with one that is no mapping, `body` gets nil and gives defaults.
    private static func section<Value>(
        _ key: String,
        of keys: MappingReader,
        _ body: (MappingReader?) -> Value
    ) -> Value {
        keys.mapping(key) { body($0) } ?? body(nil)
    }

    private static func brokers(
        in keys: MappingReader,
        gateway: Gateway,
        files: ConfigurationFiles
    ) -> [Broker] {
        let remedy = "write mqtt: with a list such as - broker: mqtt://127.0.0.1:1883 and subscribe:"
        guard keys.node("mqtt") != nil else {
            keys.faults.report(keys.place(of: "mqtt"), "no broker is configured", remedy: remedy)
            return []
        }
        var brokers: [Broker] = []
        for (index, node) in keys.list("mqtt", remedyWhenEmpty: remedy).enumerated() {
            let broker = MappingReader.read(node, named: "mqtt", faults: keys.faults) {
                Broker(reading: $0, index: index, gateway: gateway, files: files)
            }
            guard let broker else { continue }
            if brokers.contains(where: { $0.name == broker.name }) {
                keys.faults.report(
                    node.place,
                    "two brokers are called \"\(broker.name)\"",
                    remedy: "give each a name: of its own"
                )
            }
            brokers.append(broker)
        }
        return brokers
    }

    static func corridors(in keys: MappingReader) -> [Corridor] {
        var corridors: [Corridor] = []
        for node in keys.list("corridors") {
            guard
                let corridor = MappingReader.read(
                    node,
                    named: "corridors",
                    faults: keys.faults,
                    { Corridor(reading: $0) }
                )
            else { continue }
            if corridors.contains(where: { $0.id == corridor.id }) {
                keys.faults.report(node.place, "two corridors are called \"\(corridor.id)\"", remedy: "rename one")
            }
            corridors.append(corridor)
        }
        return corridors
    }
}
