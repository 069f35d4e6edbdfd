/// An estimate of the ozone mean of the eight hours around now, from one hour.
///
/// Intuition: the mean of eight hours that is worth knowing lies around now, and half of it has not happened. EPA
/// estimates it by regression on four days of hours; where these are not there it falls back on a straight line through
/// the latest hour, and that is what a gateway can do from its first hour on.
/// ```
///   NC = 0.85 × O₃ + 4.5      in ppb; O₃ the newest of the latest 3 hours; below 0 it is 0
/// ```
/// Limits: it is a surrogate and is marked as one wherever it goes (``AQIValue/isSurrogate``): a line knows nothing of
/// the afternoon. Low values are raised (0 ppb becomes 4.5) and high ones lowered. Where the three latest hours are
/// missing there is none.
///
/// Not done: the regression by partial least squares (96 lagged hours over 336, at least 252 of them, no gap longer
/// than 7 hours). It needs two weeks of memory a sensor for a better guess at a mean that is measured four hours later.
///
/// Source: USEPA/O3-Nowcast, the surrogate of methods 3, 5 and 7.
public struct OzoneSurrogate: Sendable, BitwiseCopyable {
    /// At least 0.
    public let partsPerBillion: Double
    /// Which hour it rests on, 0...2.
    public let hoursAgo: Int

    /// The surrogate from hours in ppb; nil where the latest three are missing.
    public init?(_ recent: RecentHours) {
        for hoursAgo in 0..<3 {
            guard let value = recent[hoursAgo: hoursAgo] else { continue }
            self.partsPerBillion = max(0, 0.85 * value + 4.5)
            self.hoursAgo = hoursAgo
            return
        }
        return nil
    }

    /// Its index on the scale of eight hours, marked as a surrogate.
    public var index: AQIValue? {
        var value = AQIScale(.ozoneEightHours).value(concentration: partsPerBillion / 1_000)
        value?.isSurrogate = true
        return value
    }
}
