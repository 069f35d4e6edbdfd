// Looking a checked tree up once more, for what only shows when all of it is known. Nothing here reports.

extension YAMLNode {
    /// Its entries; none where it is no mapping.
    var entries: [YAMLEntry] {
        if case .mapping(let entries) = content { entries } else { [] }
    }

    /// Its elements; none where it is no list.
    var elements: [YAMLNode] {
        if case .sequence(let elements) = content { elements } else { [] }
    }

    /// Its text; nil where it is no single value.
    var text: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    /// The value of a key; nil where it is absent.
    subscript(key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }
}
