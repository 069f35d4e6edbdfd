import BelfryModel

/// When something unusual is borne out, and when it is no more than weather.
enum HintLimits {
    /// How far apart two sensors of one place may begin to be unusual, besides twice a sensor's interval.
    static let spanNanoseconds = Nanoseconds.perHour
    /// Other places of a zone that are unusual in the same quantity; so many at once are the zone's affair and none of theirs.
    static let places = 4
    /// For how long before and after they count, in spans.
    static let widespreadSpans: Int64 = 3
    /// Hints of one quantity in one zone that are remembered; beyond it the oldest are forgotten.
    static let remembered = 256
}
