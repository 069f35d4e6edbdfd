/// Why a rule that matches a series cannot watch it: its limits cannot be expressed in the series' unit, or its window does not
/// go with those of other rules.
struct RuleMismatch: Error {
    /// What does not fit and what to do.
    var reason: String
}
