public import BelfryModel

/// What the stations of a corridor tell of one interval.
public struct CorridorInterval: Sendable, Hashable {
    public var start: Timestamp
    public var end: Timestamp
    /// In driving direction; silent ones are ``StationMeasures/silent``, never left out.
    public var stations: [StationMeasures]

    public init(start: Timestamp, end: Timestamp, stations: [StationMeasures]) {
        self.start = start
        self.end = end
        self.stations = stations
    }
}
