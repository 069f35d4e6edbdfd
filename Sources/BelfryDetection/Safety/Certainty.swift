import BelfryModel

/// How sure a finding is, in the words of CAP 1.2: Likely is more likely than not, Possible is not.
public enum Certainty: UInt8, Sendable, Hashable, BitwiseCopyable {
    case possible
    case likely

    /// The word that operators read and CAP writes.
    public var name: String { self == .likely ? "Likely" : "Possible" }

    /// As a number of evidence, 0...1.
    public var share: Double { self == .likely ? 0.8 : 0.3 }
}

extension FindingText {
    /// What the evidence says of it; Likely where it says nothing.
    var certainty: Certainty { (number(.certainty) ?? 1) > 0.5 ? .likely : .possible }

    /// `in 12m`; empty where nothing points there.
    var timeToLimit: String {
        guard let seconds = number(.secondsToLimit), seconds.isFinite else { return "" }
        return "in \(DurationText.text(ofNanoseconds: Nanoseconds.from(seconds: seconds.rounded())))"
    }
}
