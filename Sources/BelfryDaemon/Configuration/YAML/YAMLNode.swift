// A YAML document as a tree that remembers where each value was written, also after several files were merged.

/// One value of a YAML document and its place.
struct YAMLNode {
    enum Content {
        /// Nothing after the colon, `~` or `null`: the same as leaving the key out.
        case null
        /// Text as written, with `${ENV}` expanded; what it means is up to whoever reads it.
        case scalar(String)
        /// A value that was reported already; readers pass over it.
        case faulty
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    var place: SourcePlace
    var content: Content

    /// What a fault calls this value.
    var kind: String {
        switch content {
        case .null: "nothing"
        case .scalar, .faulty: "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// One `key: value` of a mapping.
struct YAMLEntry {
    var key: String
    var keyPlace: SourcePlace
    var value: YAMLNode
}

extension YAMLNode {
    /// Lays a later file over this one: mappings merge key by key, lists append, a single value replaces.
    ///
    /// Lists append because each file of `conf.d` is expected to bring its own broker, sensors or corridors. Kinds that
    /// do not go together (a list over a mapping) are a fault of the later file.
    func merged(with later: YAMLNode, faults: FaultCollector) -> YAMLNode {
        switch (content, later.content) {
        case (_, .null): return self
        case (.null, _), (.faulty, _), (_, .faulty), (.scalar, .scalar): return later
        case (.sequence(let mine), .sequence(let theirs)):
            return YAMLNode(place: place, content: .sequence(mine + theirs))
        case (.mapping(let mine), .mapping(let theirs)):
            return YAMLNode(place: place, content: .mapping(Self.merge(mine, theirs, faults: faults)))
        default:
            faults.report(
                later.place,
                "\(later.kind) cannot be merged with \(kind) at \(place)",
                remedy: "write \(kind) in both files"
            )
            return self
        }
    }

    private static func merge(_ mine: [YAMLEntry], _ theirs: [YAMLEntry], faults: FaultCollector) -> [YAMLEntry] {
        var merged = mine
        for entry in theirs {
            if let index = merged.firstIndex(where: { $0.key == entry.key }) {
                merged[index].value = merged[index].value.merged(with: entry.value, faults: faults)
            } else {
                merged.append(entry)
            }
        }
        return merged
    }
}
