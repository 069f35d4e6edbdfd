public import BelfryModel

/// A detector that lies by itself, terms and state in one value: of a group, which is no series of a shard.
public struct LoneDetector: BitwiseCopyable, Sendable {
    /// Room for the largest state, aligned for its words.
    private typealias Words = (
        UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
    )

    private var terms: DetectorTerms
    private let series: SeriesID
    private var words: Words = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

    /// One that has seen nothing.
    public init(_ terms: DetectorTerms, series: SeriesID) {
        precondition(terms.stateBytes <= MemoryLayout<Words>.size, "a detector outgrew its room")
        self.terms = terms
        self.series = series
        withUnsafeMutablePointer(to: &words) { terms.layState(at: $0) }
    }

    /// The detector, for as long as the call.
    public mutating func with<Result>(_ body: (Detector) -> Result) -> Result {
        withUnsafeMutablePointer(to: &words) { state in
            withUnsafePointer(to: terms) { body(Detector(terms: $0, state: state, series: series)) }
        }
    }

    /// The beginning of the finding that is raised; nil where none is.
    public var activeSince: Timestamp? {
        var copy = self
        return copy.with(\.activeSince)
    }

    /// After a reload that left the rule as it was but moved it to another index of ``RuleSet/rules``.
    public mutating func rebind(toRule index: Int32) {
        terms.rule = index
    }
}
