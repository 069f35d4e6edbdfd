/// A vehicle against the driving direction: `against`, `detections`, `within`, `clear_after`.
///
/// Looks at every reading of a station that tells directions by the sign of a speed. See ``WrongWay`` for what is told from a
/// glitch, and its limits.
public struct WrongWayParameters: Sendable, Hashable {
    /// In km/h.
    public var watch: WrongWay.Parameters

    public init(_ watch: WrongWay.Parameters = WrongWay.Parameters()) {
        self.watch = watch
    }
}
