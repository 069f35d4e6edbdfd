/// How far an explanation goes.
enum WhyNotLimits {
    /// Values, each above the one before, that are climbed from one to the next.
    static let records = 2_000
    /// The least sum that a watch for shifts can be asked for.
    static let leastScatters = 2.0
    /// A sum of at most 20 scatters to a twentieth of one.
    static let halvings = 9
}
