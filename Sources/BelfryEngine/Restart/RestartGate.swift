// What the journal's tail says again is mostly known. Of what is not:
//
//   of a series that goes on from an image   exact, as it was the first time
//   of the last minute                       it may have been detected and not yet saved
//   older                                    an artefact of beginning in the middle, unless it still stands at the end: the
//                                            detector holds it, and would never tell of it again
//   a silence, of whichever series           counts at the end alone: the tail does not say when a broker or Belfry itself
//                                            was away, and whoever spoke again was only unheard

public import BelfryModel

/// Lets findings through: all of them live, while the journal's tail is read only those that a crash may have cut off.
public struct RestartGate: Sendable {
    /// What was detected within this before the end may not have been saved.
    static let unsavedNanoseconds = Nanoseconds.perMinute

    private let known: Set<String>
    /// Raised findings before this instant are artefacts; nil once live.
    private var trustedFrom: Timestamp?
    /// Series that go on from an image.
    private var exact: Set<SeriesID> = []
    /// Findings of the tail that stand raised at its end and may be artefacts.
    private var heldBack: [Finding] = []

    /// A gate that is open, and knows which findings the store has.
    public init(known: Set<String>) {
        self.known = known
    }

    /// Closes for the tail that ends with a reading of `newest`.
    ///
    /// - Parameter exact: series of which all but silences passes.
    public mutating func close(before newest: Timestamp, exact: Set<SeriesID>) {
        trustedFrom = newest.advanced(byNanoseconds: -Self.unsavedNanoseconds)
        self.exact = exact
    }

    /// Opens for good.
    ///
    /// - Returns: the findings that stand and were held back, as of `now`.
    public mutating func open(at now: Timestamp) -> [Finding] {
        trustedFrom = nil
        defer { heldBack = [] }
        return heldBack.map { finding in
            var late = finding
            late.detectedAt = max(finding.detectedAt, now)
            return late
        }
    }

    /// The findings that go on to the desk.
    public mutating func pass(_ findings: [Finding]) -> [Finding] {
        guard let trustedFrom else { return findings }
        var passing: [Finding] = []
        for finding in findings where known.contains(finding.id) || trusts(finding, since: trustedFrom) {
            passing.append(finding)
        }
        return passing
    }

    private mutating func trusts(_ finding: Finding, since trustedFrom: Timestamp) -> Bool {
        if finding.phase == .cleared, let index = heldBack.firstIndex(where: { $0.id == finding.id }) {
            heldBack.remove(at: index)
            return false
        }
        let isExact = finding.detectedAt >= trustedFrom || exact.contains(finding.series.id)
        let isTrusted = isExact && finding.kind != .sensorSilent
        if !isTrusted, finding.phase == .raised { heldBack.append(finding) }
        return isTrusted
    }
}
