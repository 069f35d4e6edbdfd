// The rules of all rule files, in the order of the files and within them.

public import BelfryDetection
import BelfryWindows

/// Rules from files of their own: for the daemon's `rule_files` and for `belfry backtest --rules`.
public struct RuleFiles {
    let files: ConfigurationFiles
    /// What windows are kept open for; one that is too short for it is refused.
    let allowedLatenessNanoseconds: Int64
    /// What `except` may name.
    var calendars = Configuration.Calendars()

    /// The rules of one file alone.
    ///
    /// - Parameter calendars: of the configuration that they are to go with.
    /// - Throws: every fault of the file.
    public static func rules(
        inFile path: String,
        environment: [String: String],
        calendars: Configuration.Calendars = Configuration.Calendars()
    ) throws(ConfigurationFaults) -> [Rule] {
        let faults = FaultCollector()
        let files = ConfigurationFiles(
            mainFile: path,
            environment: environment,
            secrets: .whereAvailable,
            faults: faults
        )
        let lateness = Configuration.Engine().allowedLatenessNanoseconds
        let reader = RuleFiles(files: files, allowedLatenessNanoseconds: lateness, calendars: calendars)
        let rules = reader.rules(inFiles: [path])
        try faults.throwIfAny()
        return rules
    }

    /// The files that `rule_files` names, patterns expanded; default: `rules.d/*.yaml` beside the main file.
    ///
    /// A pattern may name nothing yet; a plain path has to be there. A file that two patterns name counts once, and one with
    /// tests of rules is not meant by a pattern.
    func paths(in keys: MappingReader) -> [String] {
        guard keys.contains("rule_files") else { return Self.matching("\(files.folder)/rules.d/*.yaml") }
        var paths: [String] = []
        for node in keys.list("rule_files") {
            guard let written = keys.scalar(node, named: "each of \"rule_files\"", as: .text) else { continue }
            let pattern = TextFile.resolve(written, from: files.folder)
            let matches = Self.matching(pattern)
            if matches.isEmpty, !pattern.contains(where: { "*?[".contains($0) }) {
                files.faults.report(node.place, "\(pattern) does not exist", remedy: "create it or name another")
            }
            paths += matches.filter { !paths.contains($0) }
        }
        return paths
    }

    private static func matching(_ pattern: String) -> [String] {
        TextFile.matching(pattern).filter {
            !$0.hasSuffix(RuleTestFile.suffix) || pattern.hasSuffix(RuleTestFile.suffix)
        }
    }

    /// The rules of some files.
    ///
    /// Faulty ones are reported and left out.
    func rules(inFiles paths: [String]) -> [Rule] { written(inFiles: paths).map(\.rule) }

    /// The rules of some files, each as it is written.
    func written(inFiles paths: [String]) -> [WrittenRule] {
        var located: [(rule: Rule, node: YAMLNode)] = []
        for path in paths {
            guard let tree = files.tree(of: path) else { continue }
            located +=
                MappingReader.read(tree, named: "the rule file", faults: files.faults) { keys in
                    keys.list("rules").compactMap { node in rule(of: node).map { ($0, node) } }
                } ?? []
        }
        reportTwins(among: located.map { ($0.rule, $0.node.place) })
        return located.map { WrittenRule(rule: $0.rule, node: $0.node) }
    }

    /// The rule of a text as ``RuleText`` writes it.
    ///
    /// - Throws: what is wrong with it, as of a file of the name `source`.
    public static func rule(
        inText text: String,
        source: String,
        calendars: Configuration.Calendars = Configuration.Calendars()
    ) throws(ConfigurationFaults) -> Rule {
        let faults = FaultCollector()
        // What the environment had to say is in the text.
        let files = ConfigurationFiles(mainFile: source, environment: [:], secrets: .whereAvailable, faults: faults)
        var parser = YAMLParser(file: source, environment: [:], faults: faults)
        let lateness = Configuration.Engine().allowedLatenessNanoseconds
        let reader = RuleFiles(files: files, allowedLatenessNanoseconds: lateness, calendars: calendars)
        let rule = parser.parse(text).flatMap { reader.rule(of: $0) }
        try faults.throwIfAny()
        guard let rule else { throw ConfigurationFaults(faults.sorted) }
        return rule
    }

    private func rule(of node: YAMLNode) -> Rule? {
        MappingReader.read(node, named: "rule", faults: files.faults) { keys in
            let rule = Rule(reading: keys, calendars: calendars)
            if let window = rule?.window { check(window, keys: keys) }
            return rule
        }
    }

    private func check(_ window: RuleWindow, keys: MappingReader) {
        do {
            try window.definition.check(allowedLatenessNanoseconds: allowedLatenessNanoseconds)
        } catch {
            keys.report("window", error.description)
        }
    }

    private func reportTwins(among rules: [(rule: Rule, place: SourcePlace)]) {
        var places: [String: SourcePlace] = [:]
        for (rule, place) in rules {
            if let first = places.updateValue(place, forKey: rule.name) {
                files.faults.report(
                    place,
                    "two rules are called \"\(rule.name)\", the first at \(first)",
                    remedy: "findings are told apart by it: rename one"
                )
            }
        }
        if rules.count > RuleLimits.rules {
            files.faults.report(
                rules[RuleLimits.rules].place,
                "\(rules.count) rules are more than \(RuleLimits.rules)",
                remedy: "let one rule match several series"
            )
        }
    }
}
