/// One number that a finding rests on, with its name, unit and time: what a person needs to check the verdict.
public struct Evidence: Hashable, Sendable {
    /// snake_case, for example `value`, `threshold`, `window_mean`, `last_seen_seconds`.
    public var name: String
    public var value: Double
    public var unit: Unit
    public var time: Timestamp?

    public init(name: String, value: Double, unit: Unit = .unknown, time: Timestamp? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.time = time
    }
}
