import BelfryModel

extension FindingText {
    /// What the evidence says of it; Likely where it says nothing.
    var certainty: Certainty { (number(.certainty) ?? 1) > 0.5 ? .likely : .possible }

    /// `in 12m`; empty where nothing points there.
    var timeToLimit: String {
        guard let seconds = number(.secondsToLimit), seconds.isFinite else { return "" }
        return "in \(DurationText.text(ofNanoseconds: Nanoseconds.from(seconds: seconds.rounded())))"
    }
}
