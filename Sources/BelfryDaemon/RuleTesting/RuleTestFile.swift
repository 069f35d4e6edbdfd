// Finding tests: beside the rules, or in a folder `tests` beside them.
//
//   rules.d/air.yaml                ◄── rules.d/air.test.yaml, rules.d/tests/air.test.yaml

/// Files of rule tests.
public struct RuleTestFile: Sendable {
    /// How the name of one ends.
    public static let suffix = ".test.yaml"

    public let path: String
    /// What stands before the suffix, as the rules' file is called.
    private var stem: String { String(path.dropLast(Self.suffix.count)) }

    /// The files that an argument means: a test file itself, those of a rule file, or all of a folder of rules.
    public static func files(of argument: String) -> [RuleTestFile] {
        if argument.hasSuffix(suffix) { return [RuleTestFile(path: argument)] }
        let isRuleFile = argument.hasSuffix(".yaml") || argument.hasSuffix(".yml")
        let folder = isRuleFile ? TextFile.folder(of: argument) : argument
        let name = isRuleFile ? stemOfRules(argument) : "*"
        let patterns = ["\(folder)/\(name)\(suffix)", "\(folder)/tests/\(name)\(suffix)"]
        return patterns.flatMap { TextFile.matching($0) }.map { RuleTestFile(path: $0) }
    }

    /// The rules that are meant where the file names none: those of the same name beside it, or in the folder above.
    var usualRules: String? {
        let folder = TextFile.folder(of: path)
        let name = (stem.split(separator: "/").last.map(String.init) ?? stem) + ".yaml"
        return ["\(folder)/\(name)", "\(folder)/../\(name)"].first { TextFile.failureToOpen($0) == nil }
    }

    private static func stemOfRules(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex))
    }
}
