/// What a rule test came to.
public struct RuleTestResult: Sendable, Hashable {
    public var name: String
    public var place: SourcePlace
    public var readings: Int
    /// Raised and cleared.
    public var findings: Int
    /// None: it passed.
    public var differences: [Difference]

    public var isPassed: Bool { differences.isEmpty }

    /// One thing that is not as expected.
    public struct Difference: Sendable, Hashable {
        /// In what way.
        public enum Kind: String, Sendable {
            /// Expected, and not found.
            case missing
            /// Found, and not expected.
            case unexpected
            /// Found, and not as expected.
            case differs
        }

        public var kind: Kind
        public var rule: String
        public var sensor: String
        /// One sentence.
        public var text: String
    }
}
