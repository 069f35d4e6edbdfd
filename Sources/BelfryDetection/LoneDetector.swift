public import BelfryModel

/// A detector that lies by itself, terms and state in one value: of a group, which is no series of a shard.
public struct LoneDetector: BitwiseCopyable, Sendable {
    /// What it has come to, with room for the largest.
    public struct State: BitwiseCopyable, Sendable {
        fileprivate var words = InlineArray<96, UInt64>(repeating: 0)
    }

    private var terms: DetectorTerms
    private let series: SeriesID
    /// What it has come to; another's is taken over where rule, build and series are the same.
    public var state = State()

    /// One that has seen nothing.
    public init(_ terms: DetectorTerms, series: SeriesID) {
        precondition(terms.stateBytes <= MemoryLayout<State>.size, "a detector outgrew its room")
        self.terms = terms
        self.series = series
        withState(isNew: true) { _ in }
    }

    /// The detector, for as long as the call.
    public mutating func with<Result>(_ body: (Detector) -> Result) -> Result { withState(isNew: false, body) }

    /// The beginning of the finding that is raised; nil where none is.
    public var activeSince: Timestamp? {
        var copy = self
        return copy.with(\.activeSince)
    }

    /// After a reload that left the rule as it was but moved it to another index of ``RuleSet/rules``.
    public mutating func rebind(toRule index: Int32) {
        terms.rule = index
    }

    /// Lays the state down as the type that it is, and takes the words back: they travel as plain numbers.
    private mutating func withState<Result>(isNew: Bool, _ body: (Detector) -> Result) -> Result {
        let byteCount = terms.stateBytes
        return withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: MemoryLayout<UInt64>.alignment) { laid in
            withUnsafeMutableBytes(of: &state.words) { words in
                withUnsafePointer(to: terms) { terms in
                    guard let bytes = laid.baseAddress, let kept = words.baseAddress else {
                        preconditionFailure("a detector without a state")
                    }
                    // What lies between the fields is written down with them.
                    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
                    terms.layState(at: bytes)
                    if !isNew { bytes.copyMemory(from: kept, byteCount: byteCount) }
                    defer { kept.copyMemory(from: bytes, byteCount: byteCount) }
                    return body(Detector(terms: terms, state: bytes, series: series))
                }
            }
        }
    }
}
