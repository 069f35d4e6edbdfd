/// A joint rise of smoke or particles, carbon monoxide and temperature at one place: no parameters.
///
/// Looks at whatever of smoke, `co`, `temperature`, `pm2_5` and `pm10` the sensors of a place measure; see ``FireWatch`` for what
/// counts, and its limits. It is Possible or Likely and calls nobody by itself.
public struct PossibleFireParameters: Sendable, Hashable {
    public init() {}
}
