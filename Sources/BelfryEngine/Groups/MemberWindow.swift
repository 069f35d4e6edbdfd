import BelfryModel

/// A window of one member of a group, on its way to the correlation stage; or that there is a member, whose first is awaited.
struct MemberWindow: BitwiseCopyable {
    var window: ClosedWindow
    /// What the rule reads off it, in the series' unit; NaN where it says nothing.
    var value: Double
    /// The index in the rule set of its generation.
    var rule: Int32
    /// Nothing has ended; the series has just been seen for the first time.
    var isJoining = false
}
