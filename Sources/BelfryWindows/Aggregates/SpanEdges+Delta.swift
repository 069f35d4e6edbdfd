import BelfryModel

/// How far a quantity has moved between its first and its last reading; ordered, needs nothing but the edges.
extension SpanEdges {
    /// Last less first, in the quantity's unit; rounded once.
    var delta: Double { (last - first).saturated }

    /// The delta per second; nil where no time lies between the two.
    ///
    /// Relative error 2⁻⁵¹.
    var deltaPerSecond: Double? {
        guard lastTime > firstTime else { return nil }
        let elapsed = Timestamp(nanoseconds: lastTime).nanosecondsSince(Timestamp(nanoseconds: firstTime))
        return (delta / (Double(elapsed) / 1e9)).saturated
    }
}
