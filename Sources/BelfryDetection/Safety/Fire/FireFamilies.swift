/// Kinds of evidence that do not share a cause: smoke and both sizes of particles are one, since fog is all three.
public struct FireFamilies: OptionSet, Sendable, Hashable, BitwiseCopyable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let particles = FireFamilies(rawValue: 1)
    public static let gas = FireFamilies(rawValue: 2)
    public static let heat = FireFamilies(rawValue: 4)

    /// How many there are.
    public var count: Int { rawValue.nonzeroBitCount }
}
