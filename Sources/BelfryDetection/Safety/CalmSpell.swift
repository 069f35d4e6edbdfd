import BelfryModel

/// How long nothing has spoken for a finding any more: it ends after a time of calm, not at the first good value.
///
/// What ends at once begins again at once: water between two waves, a crowd between two pushes. A warning that is taken back
/// and issued again within minutes is not believed the third time.
struct CalmSpell: BitwiseCopyable {
    /// When the calm began; `.distantPast` while there is none.
    private(set) var start = Timestamp.distantPast

    /// Takes in whether a sample is calm; true once all have been for long enough.
    mutating func hasLasted(_ nanoseconds: Int64, isCalm: Bool, at sample: Sample) -> Bool {
        guard isCalm else {
            start = .distantPast
            return false
        }
        if start == .distantPast { start = sample.start }
        return sample.end.nanosecondsSince(start) >= nanoseconds
    }

    mutating func follow(_ shift: ClockShift) {
        start = shift.event(start)
    }
}
