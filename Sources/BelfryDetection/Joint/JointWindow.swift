public import BelfryModel

/// What the members of a group tell of one window.
public struct JointWindow: Sendable {
    public var start: Timestamp
    public var end: Timestamp
    /// The instant at which it is judged.
    public var arrival: Timestamp
    /// Members with a value, by series number.
    public var shares: [Share]
    /// Of a window that is judged anew since a reading came late: the how manieth time.
    public var revision: Int

    /// How long it is.
    var hours: Double { Double(end.nanosecondsSince(start)) / Double(Nanoseconds.perHour) }

    /// What one member tells.
    public struct Share: Sendable {
        public var series: SeriesID
        public var quantity: Quantity
        /// Agency and name of its sensor: what the series of one sensor have in common.
        public var sensor: String
        /// Of a corridor: the station's place in driving direction, from 0.
        public var station: Int
        public var value: Double
        /// How many readings it is made of.
        public var readings: Int

        public init(
            series: SeriesID,
            quantity: Quantity,
            sensor: String = "",
            station: Int = 0,
            value: Double,
            readings: Int = 1
        ) {
            self.series = series
            self.quantity = quantity
            self.sensor = sensor
            self.station = station
            self.value = value
            self.readings = readings
        }
    }

    public init(start: Timestamp, end: Timestamp, arrival: Timestamp, shares: [Share], revision: Int = 0) {
        self.start = start
        self.end = end
        self.arrival = arrival
        self.shares = shares
        self.revision = revision
    }
}
