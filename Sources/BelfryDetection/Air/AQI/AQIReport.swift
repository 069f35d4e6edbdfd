/// The index of a site: the worst of its pollutants, by name.
///
/// Intuition: the index does not add harms up. It is the maximum, and the pollutant that it comes from is part of it,
/// since "151" tells nobody whether to shut the window or to stop running.
/// ```
///   PM2.5  20.0 µg/m³   →   71
///   ozone  0.086 ppm    →  151   ← responsible
///   NO2    40 ppb       →   38
/// ```
/// The two scales of ozone and of SO2 need no rule of their own then. Of ozone the higher of eight hours and hour is
/// reported, and an hour below 0.125 ppm has no say; SO2 is judged by the hour up to 200 and by the day above, and
/// where the hour is above 304 ppb and the day is not (or not yet known) the index is the 200 that the hour is held at.
///
/// Limits: what is not measured counts for nothing: a report over one pollutant looks like any other, and
/// ``measuresTaken`` says how many there were.
///
/// Not done: to report ozone by eight hours alone. EPA leaves the hour to the areas where it is more precautionary;
/// taking the higher of the two is that.
///
/// Source: EPA-454/B-24-002 (May 2024), notes on ozone and SO2; 40 CFR 58, appendix G, section 12.
public struct AQIReport: Sendable, BitwiseCopyable {
    /// The worst so far; nil before any.
    public private(set) var worst: AQIValue?
    /// How many measures had an index.
    public private(set) var measuresTaken = 0

    /// A report over nothing yet.
    public init() {}

    /// Takes an index in; nil, where there is none, changes nothing.
    public mutating func take(_ value: AQIValue?) {
        guard let value else { return }
        measuresTaken += 1
        guard let worst else {
            self.worst = value
            return
        }
        if value.outweighs(worst) { self.worst = value }
    }

    /// Takes a concentration in, in the measure's unit.
    public mutating func take(_ measure: AQIMeasure, concentration: Double) {
        take(AQIScale(measure).value(concentration: concentration))
    }

    /// The pollutant that the index comes from.
    public var responsible: AirPollutant? { worst?.measure.pollutant }
}
