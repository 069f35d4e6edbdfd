/// What an air law asks of a series on a day, in words that any detector understands: a mean, and a value that it may not pass.
public struct AirCriterion: Sendable {
    /// In the series' unit.
    public var value: Double
    /// The means that are compared with it; of days and of eight hours those that the engine has, which weigh readings and not hours.
    public var window: RuleWindow
    /// `an hour`, `8 hours`, `a day`.
    public var span: String
    /// How many in a row have to lie above.
    public var consecutive: Int
}
