/// The UK's index of a site: its worst pollutant.
///
/// Intuition: the highest of up to five numbers, and the pollutant that it belongs to; of equal ones the first in the
/// order of ``AirPollutant``, whatever order they came in.
///
/// Limits: each pollutant is a mean of its own length (``DAQIScale/averaging``), so that the report mixes the last
/// quarter of an hour with the last day. That is how the index is made.
///
/// Not done: the index of a region. Defra takes the highest of a region's sites; a gateway knows its own.
///
/// Source: Defra, UK-AIR, Daily Air Quality Index: the overall index is the highest of the five.
public struct DAQIReport: Sendable, BitwiseCopyable {
    /// The highest so far, 1...10; nil before any.
    public private(set) var index: Int?
    /// The pollutant that it comes from.
    public private(set) var responsible: AirPollutant?
    /// How many means had an index.
    public private(set) var pollutantsTaken = 0

    /// A report over nothing yet.
    public init() {}

    /// The word for the index.
    public var band: DAQIBand? { index.map { DAQIBand(index: $0) } }

    /// Takes a pollutant's mean over its own averaging time in; one without an index changes nothing.
    public mutating func take(_ pollutant: AirPollutant, microgramsPerCubicMetre concentration: Double) {
        guard let candidate = DAQIScale(pollutant)?.index(microgramsPerCubicMetre: concentration) else { return }
        pollutantsTaken += 1
        guard let index, let responsible else {
            self.index = candidate
            self.responsible = pollutant
            return
        }
        if (candidate, responsible.rawValue) > (index, pollutant.rawValue) {
            self.index = candidate
            self.responsible = pollutant
        }
    }
}
