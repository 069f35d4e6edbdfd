// The only file that knows the YAML library: text in, a tree with places or a placed fault out.

import Yams

/// How large a configuration file may be, and what happens beyond: it is refused with a fault.
enum YAMLLimits {
    /// A fleet of 10,000 sensors takes about 1 MiB.
    static let bytes = 8 << 20
    /// Values after aliases are resolved; a few nested aliases can multiply without end.
    static let nodes = 300_000
    static let depth = 64
}

/// Turns the text of one file into a tree.
struct YAMLParser {
    let file: String
    let environment: [String: String]
    let faults: FaultCollector
    private var nodes = 0

    init(file: String, environment: [String: String], faults: FaultCollector) {
        self.file = file
        self.environment = environment
        self.faults = faults
    }

    /// The document of a text; nil where it is no YAML, which is reported.
    ///
    /// An empty text is an empty mapping. A fault of syntax hides everything behind it, so it is the only one reported.
    mutating func parse(_ text: String) -> YAMLNode? {
        do {
            guard let root = try Yams.compose(yaml: text) else {
                return YAMLNode(place: SourcePlace(file: file, line: 1, column: 1), content: .null)
            }
            let node = try convert(root, depth: 0)
            return node
        } catch let fault as ConfigurationFault {
            faults.report(fault.place, fault.problem, remedy: fault.remedy)
        } catch let error as YamlError {
            report(error, in: text)
        } catch {
            faults.report(SourcePlace(file: file), "cannot be read as YAML: \(error)")
        }
        return nil
    }

    private func place(_ mark: Mark?) -> SourcePlace {
        SourcePlace(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0)
    }

    private mutating func convert(_ node: Node, depth: Int) throws -> YAMLNode {
        let place = place(node.mark)
        nodes += 1
        guard nodes <= YAMLLimits.nodes else {
            throw ConfigurationFault(place, "more than \(YAMLLimits.nodes) values", remedy: "write fewer aliases")
        }
        guard depth <= YAMLLimits.depth else {
            throw ConfigurationFault(place, "nested deeper than \(YAMLLimits.depth) levels")
        }
        switch node {
        case .scalar(let scalar):
            return YAMLNode(place: place, content: content(of: scalar, at: place))
        case .sequence(let sequence):
            var elements: [YAMLNode] = []
            for element in sequence { elements.append(try convert(element, depth: depth + 1)) }
            return YAMLNode(place: place, content: .sequence(elements))
        case .mapping(let mapping):
            var entries: [YAMLEntry] = []
            for (key, value) in mapping { entries.append(try entry(key, value, depth: depth + 1)) }
            return YAMLNode(place: place, content: .mapping(entries))
        case .alias:
            throw ConfigurationFault(place, "an alias that points nowhere", remedy: "write the value itself")
        }
    }

    private mutating func entry(_ key: Node, _ value: Node, depth: Int) throws -> YAMLEntry {
        guard case .scalar(let name) = key else {
            throw ConfigurationFault(place(key.mark), "a key must be a plain word")
        }
        return YAMLEntry(key: name.string, keyPlace: place(key.mark), value: try convert(value, depth: depth))
    }

    private func content(of scalar: Node.Scalar, at place: SourcePlace) -> YAMLNode.Content {
        if scalar.style == .plain, ["", "~", "null"].contains(scalar.string) { return .null }
        let expansion = EnvironmentExpansion(environment: environment)
        do {
            return .scalar(try expansion.expand(scalar.string))
        } catch {
            faults.report(place, error.problem, remedy: error.remedy)
            return .faulty
        }
    }

    /// What usually lies behind a complaint of the YAML library.
    private static func remedy(for problem: String) -> String {
        if problem.contains("cannot start any token") { return "indent with blanks and quote text that starts so" }
        if problem.contains("expected ',' or '}'") {
            return "close the { }, and quote text inside it that holds braces, such as \"city/{sensor}\""
        }
        if problem.contains("mapping values are not allowed") { return "quote text that holds a colon" }
        return ""
    }

    private func report(_ error: YamlError, in text: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let explanation = context.map { "\($0.text): \(problem)" } ?? problem
            faults.report(place(mark), explanation, remedy: Self.remedy(for: problem))
        case .duplicatedKeysInMapping(let names, let context):
            let keys = names.map { "\"\($0)\"" }.joined(separator: ", ")
            faults.report(place(context.mark), "key \(keys) appears twice in one mapping", remedy: "remove one of them")
        case .reader(let problem, let offset, _, _):
            let before = text.prefix(offset ?? 0)
            let line = before.count { $0.isNewline } + 1
            let column = before.reversed().prefix { !$0.isNewline }.count + 1
            faults.report(SourcePlace(file: file, line: line, column: column), problem)
        default:
            faults.report(SourcePlace(file: file), "cannot be read as YAML: \(error)")
        }
    }
}
