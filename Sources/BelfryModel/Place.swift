/// Where something happens: a fleet site, else a corridor section, else the sensor itself; never a zone.
///
/// Findings of one place and domain join one incident, so a place is as large as one thing an operator would look at.
public struct Place: Hashable, Sendable {
    public enum Kind: UInt8, Sendable {
        case site
        case section
        case sensor
    }

    public var kind: Kind
    public var name: String

    public init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }
}
