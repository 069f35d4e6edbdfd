/// What is measured, as a snake_case name: `pm2_5`, `flow`, `water_level`.
///
/// Any well-formed name is a quantity; those in ``QuantityDefinition/all`` also have a canonical unit, a domain and a
/// plausible range.
public struct Quantity: Hashable, Sendable {
    public var name: String

    public init(_ name: String) {
        self.name = name
    }

    /// Whether the name is 1 to 64 of `a-z`, `0-9` and `_`, starting with a letter.
    public var isWellFormed: Bool {
        guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return name.utf8.count <= 64
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
            }
    }

    /// What the taxonomy knows of this quantity; nil for one of the user's own.
    public var definition: QuantityDefinition? {
        QuantityDefinition.byName[name]
    }

    /// The quantity's domain; `other` for one that the taxonomy does not know.
    public var domain: Domain {
        definition?.domain ?? .other
    }
}
