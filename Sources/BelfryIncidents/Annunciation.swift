/// Whether an incident makes itself heard; whatever the answer, it is evaluated and logged all the same.
public enum Annunciation: String, CaseIterable, Sendable {
    case annunciated
    /// By an operator, for a time.
    case shelved
    /// By logic, for example because a gateway is offline.
    case suppressed
    /// For maintenance.
    case outOfService = "out_of_service"
}
