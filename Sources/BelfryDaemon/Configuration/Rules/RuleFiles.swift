// The rules of all rule files, in the order of the files and within them.

public import BelfryDetection
import BelfryWindows

/// Rules from files of their own: for the daemon's `rule_files` and for `belfry backtest --rules`.
public struct RuleFiles {
    let files: ConfigurationFiles
    /// What windows are kept open for; one that is too short for it is refused.
    let allowedLatenessNanoseconds: Int64

    /// The rules of one file alone.
    ///
    /// - Throws: every fault of the file.
    public static func rules(
        inFile path: String,
        environment: [String: String]
    ) throws(ConfigurationFaults) -> [Rule] {
        let faults = FaultCollector()
        let files = ConfigurationFiles(
            mainFile: path,
            environment: environment,
            secrets: .whereAvailable,
            faults: faults
        )
        let lateness = Configuration.Engine().allowedLatenessNanoseconds
        let rules = RuleFiles(files: files, allowedLatenessNanoseconds: lateness).rules(inFiles: [path])
        try faults.throwIfAny()
        return rules
    }

    /// The files that `rule_files` names, patterns expanded; default: `rules.d/*.yaml` beside the main file.
    ///
    /// A pattern may name nothing yet; a plain path has to be there. A file that two patterns name counts once.
    func paths(in keys: MappingReader) -> [String] {
        guard keys.contains("rule_files") else { return TextFile.matching("\(files.folder)/rules.d/*.yaml") }
        var paths: [String] = []
        for node in keys.list("rule_files") {
            guard let written = keys.scalar(node, named: "each of \"rule_files\"", as: .text) else { continue }
            let pattern = TextFile.resolve(written, from: files.folder)
            let matches = TextFile.matching(pattern)
            if matches.isEmpty, !pattern.contains(where: { "*?[".contains($0) }) {
                files.faults.report(node.place, "\(pattern) does not exist", remedy: "create it or name another")
            }
            paths += matches.filter { !paths.contains($0) }
        }
        return paths
    }

    /// The rules of some files.
    ///
    /// Faulty ones are reported and left out.
    func rules(inFiles paths: [String]) -> [Rule] {
        var located: [(rule: Rule, place: SourcePlace)] = []
        for path in paths {
            guard let tree = files.tree(of: path) else { continue }
            located +=
                MappingReader.read(tree, named: "the rule file", faults: files.faults) { keys in
                    keys.list("rules").compactMap { node in rule(of: node).map { ($0, node.place) } }
                } ?? []
        }
        reportTwins(among: located)
        return located.map(\.rule)
    }

    private func rule(of node: YAMLNode) -> Rule? {
        MappingReader.read(node, named: "rule", faults: files.faults) { keys in
            let rule = Rule(reading: keys)
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
