/// A unit of measure by its UCUM code (Unified Code for Units of Measure, case-sensitive form).
///
/// `ug/m3`, `Cel`, `%`, `1/h`. Sound levels keep their weighting as `dB(A)`. The empty code is the unknown unit: a
/// state that is carried and shown, never guessed away.
public struct Unit: Hashable, Sendable {
    public var code: String

    public init(_ code: String) {
        self.code = code
    }

    /// No unit was declared, or none that is known.
    public static let unknown = Unit("")

    /// Whether this is a unit at all.
    public var isKnown: Bool { !code.isEmpty }
}
