public import BelfryModel

/// What one rule asks of a kind of series, in their unit: the half of a detector that all of them share.
///
/// ```
///   terms   above 30, for 5 min, rule 7         one for all series of one unit, windows and interval
///              ╱      │      ╲
///   state   quiet   raised   quiet              one a series: 24 to 96 bytes, more of anomalies and air, see ``stateBytes``
/// ```
public struct DetectorTerms: Hashable, Sendable, BitwiseCopyable {
    /// Stands first, so that a pointer to the whole is one to it.
    let asked: KindTerms
    /// The index in ``RuleSet/rules``.
    public internal(set) var rule: Int32
    /// Windows with fewer readings say nothing.
    private let minimumCount: Int32
    /// In hundredths of a per cent: windows with less data capture say nothing.
    private let minimumCoverage: UInt16

    init(_ asked: KindTerms, rule: Int32, window: RuleWindow? = nil) {
        assert(MemoryLayout<DetectorTerms>.offset(of: \.asked) == 0, "what is asked does not stand first")
        self.asked = asked
        self.rule = rule
        self.minimumCount = Int32(clamping: window?.minimumCount ?? 1)
        self.minimumCoverage = UInt16(clamping: Int(((window?.minimumCoverage ?? 0) * 10_000).rounded()))
    }

    /// Whether a window has enough for the rule to say something of it.
    public func hasEnough(_ window: ClosedWindow) -> Bool {
        window.standing != .idle && window.count >= Int(minimumCount)
            && !(window.coverage * 10_000 < Float(minimumCoverage))
    }

    /// Whether the detector has to see every reading: what it looks for is neither a value nor a delay beyond a limit.
    public var needsEveryReading: Bool { asked.kind.machine.needsEveryReading }

    /// Whether a reading whose unit nobody knows tells the detector something.
    var readsWithoutUnit: Bool { asked.kind.machine.readsWithoutUnit }
}
