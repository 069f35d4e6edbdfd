import BelfryAPI

extension IncidentDocument {
    /// Whether an entry of its timeline tells that it holds again, after all of it had cleared.
    func isRelapse(_ entry: TimelineDocument) -> Bool {
        guard entry.what == "finding_raised" else { return false }
        let before = timeline.firstIndex(of: entry).map { timeline[..<$0] } ?? timeline[...]
        let told = ["opened", "finding_raised", "escalated", "cleared"]
        return before.last { told.contains($0.what) }?.what == "cleared"
    }
}
