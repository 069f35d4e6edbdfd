/// The European index of a site: its worst pollutant.
///
/// Intuition: as everywhere, the worst decides and is named. With bands alone several pollutants are often equally bad;
/// then the first in the order of ``AirPollutant`` is named, whatever order they came in.
///
/// Limits: what is not measured counts for nothing, and a report over one pollutant looks like any other; how many
/// there were is told by ``pollutantsTaken``.
///
/// Not done: to fill a gap from a model, as the EEA does. A gateway has none, and a guessed hour would be shown as a
/// measured one.
///
/// Source: EEA, European Air Quality Index, revision of 2024; Directive (EU) 2024/2881, article 22(2).
public struct EAQIReport: Sendable, BitwiseCopyable {
    /// The worst band so far; nil before any.
    public private(set) var band: EAQIBand?
    /// The pollutant that it comes from.
    public private(set) var responsible: AirPollutant?
    /// How many hourly means had a band.
    public private(set) var pollutantsTaken = 0

    /// A report over nothing yet.
    public init() {}

    /// Takes a pollutant's hourly mean in; one without a band changes nothing.
    public mutating func take(_ pollutant: AirPollutant, microgramsPerCubicMetre concentration: Double) {
        guard let candidate = EAQIScale(pollutant)?.band(microgramsPerCubicMetre: concentration) else { return }
        pollutantsTaken += 1
        guard let band, let responsible else {
            self.band = candidate
            self.responsible = pollutant
            return
        }
        if (candidate, responsible.rawValue) > (band, pollutant.rawValue) {
            self.band = candidate
            self.responsible = pollutant
        }
    }
}
