// Typed access to a mapping. A key is known because somebody asked for it, so the list of known keys cannot go stale.

/// Reads the keys of one mapping and reports what is missing, misspelt or of the wrong kind.
final class MappingReader {
    /// What faults call this mapping, for example `mqtt`.
    let name: String
    let place: SourcePlace
    let faults: FaultCollector
    private let entries: [YAMLEntry]
    private var asked: [String] = []

    private init(name: String, place: SourcePlace, entries: [YAMLEntry], faults: FaultCollector) {
        self.name = name
        self.place = place
        self.entries = entries
        self.faults = faults
    }

    /// Reads a node as a mapping; afterwards every key that `body` did not ask for is reported.
    ///
    /// - Returns: nil where the node is no mapping, or where `body` gives up.
    static func read<Value>(
        _ node: YAMLNode,
        named name: String,
        faults: FaultCollector,
        _ body: (MappingReader) -> Value?
    ) -> Value? {
        let entries: [YAMLEntry]
        switch node.content {
        case .mapping(let written): entries = written
        case .null: entries = []
        case .faulty: return nil
        default:
            faults.report(node.place, "\(name) must be a mapping of keys, not \(node.kind)")
            return nil
        }
        let reader = MappingReader(name: name, place: node.place, entries: entries, faults: faults)
        let value = body(reader)
        reader.reportUnknownKeys()
        return value
    }

    /// The value of a key; nil where it is absent or empty.
    func node(_ key: String) -> YAMLNode? {
        asked.append(key)
        guard let entry = entries.first(where: { $0.key == key }) else { return nil }
        if case .null = entry.value.content { return nil }
        return entry.value
    }

    /// Whether a key is there, even an empty one.
    func contains(_ key: String) -> Bool {
        asked.append(key)
        return entries.contains { $0.key == key }
    }

    /// Where a key stands, or the mapping where the key is absent.
    func place(of key: String) -> SourcePlace {
        entries.first { $0.key == key }?.keyPlace ?? place
    }

    /// Every entry; for mappings whose keys are the user's own words.
    func allEntries() -> [YAMLEntry] {
        asked += entries.map(\.key)
        return entries
    }

    /// Reports a fault at a key's value, or at the mapping where the key is absent.
    func report(_ key: String, _ problem: String, remedy: String = "") {
        let place = entries.first { $0.key == key }?.value.place ?? place
        faults.report(place, problem, remedy: remedy)
    }

    private func reportUnknownKeys() {
        let known = Array(Set(asked)).sorted()
        for entry in entries where !known.contains(entry.key) {
            faults.report(
                entry.keyPlace,
                "unknown key \"\(entry.key)\" in \(name)",
                remedy: Suggestion.remedy(for: entry.key, among: known)
            )
        }
    }
}

extension MappingReader {
    /// A single value; nil where it is absent or wrong, the latter reported.
    func scalar<Value>(_ key: String, as form: ScalarForm<Value>) -> Value? {
        guard let node = node(key) else { return nil }
        return scalar(node, named: "\"\(key)\"", as: form)
    }

    /// A single value that must be there.
    func required<Value>(_ key: String, as form: ScalarForm<Value>) -> Value? {
        guard let node = node(key) else {
            faults.report(place, "\(name) lacks \"\(key)\"", remedy: "add \(key): with \(form.expectation)")
            return nil
        }
        return scalar(node, named: "\"\(key)\"", as: form)
    }

    /// Reads a node as a single value.
    func scalar<Value>(_ node: YAMLNode, named name: String, as form: ScalarForm<Value>) -> Value? {
        if case .faulty = node.content { return nil }
        guard case .scalar(let text) = node.content else {
            faults.report(node.place, "\(name) must be \(form.expectation), not \(node.kind)")
            return nil
        }
        if let value = form.parse(text) { return value }
        let remedy = Suggestion.nearest(to: text, among: form.candidates).map { "did you mean \"\($0)\"?" } ?? ""
        faults.report(node.place, "\(name) must be \(form.expectation), not \"\(text)\"", remedy: remedy)
        return nil
    }

    /// The elements of a list; empty where it is absent, and reported where it is none.
    ///
    /// - Parameter remedyWhenEmpty: what to do about a list without elements; nil where that is fine.
    func list(_ key: String, remedyWhenEmpty: String? = nil) -> [YAMLNode] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let elements) = node.content else {
            faults.report(node.place, "\"\(key)\" must be a list, not \(node.kind)", remedy: "write it as - item")
            return []
        }
        if elements.isEmpty, let remedyWhenEmpty { report(key, "\"\(key)\" is empty", remedy: remedyWhenEmpty) }
        return elements
    }

    /// A list of single values.
    func list<Value>(_ key: String, of form: ScalarForm<Value>) -> [Value] {
        list(key).compactMap { scalar($0, named: "each of \"\(key)\"", as: form) }
    }

    /// A nested mapping; nil where it is absent, wrong, or `body` gives up.
    func mapping<Value>(_ key: String, _ body: (MappingReader) -> Value?) -> Value? {
        guard let node = node(key) else { return nil }
        return MappingReader.read(node, named: key, faults: faults, body)
    }
}
