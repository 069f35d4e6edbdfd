/// How sure a finding is, in the words of CAP 1.2: Likely is more likely than not, Possible is not.
public enum Certainty: UInt8, Sendable, Hashable, BitwiseCopyable {
    case possible
    case likely

    /// The word that operators read and CAP writes.
    public var name: String { self == .likely ? "Likely" : "Possible" }

    /// As a number of evidence, 0...1.
    public var share: Double { self == .likely ? 0.8 : 0.3 }
}
