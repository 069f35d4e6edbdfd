public import BelfryModel

/// A detector that looks at several series together: at the fellows of a zone, the gases of a place, the stations of a road.
///
/// ```
///   aq-1 ──► window ──┐
///   aq-2 ──► window ──┼──► observe(window of all) ──► what it says of the group, a stretch of it, or one member
///   aq-3 ──► window ──┘
/// ```
/// A pure machine in the correlation stage, which puts the members' windows together and has waited for the late ones. It is
/// called once a window of the group, so it may allocate; its state is plain numbers, so that an image can hold it.
protocol JointMachine: Sendable {
    /// Takes in what the members tell of one window, in order of time.
    mutating func observe(_ window: JointWindow) -> [JointVerdict]
    /// Since when it has something raised about a subject.
    func activeSince(_ subject: JointSubject) -> Timestamp?
    /// Everything that is raised.
    var raised: [JointSubject] { get }
    /// After a restart: something is already raised.
    mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double)
    /// All that it has come to, as bytes that ``take(_:)`` of the same build takes up.
    var image: [UInt8] { get }
    /// Takes up what another one of the same rule and group had come to.
    ///
    /// - Returns: false, and nothing taken, where the bytes are of another build.
    mutating func take(_ image: [UInt8]) -> Bool
}

/// What a verdict of a joint detector is about.
public enum JointSubject: Hashable, Sendable {
    /// All of it.
    case group
    /// The stretch of a corridor that begins at a station, from 0.
    case section(Int)
    /// One of its series.
    case member(SeriesID)
}

/// What a joint detector says, and of what.
public struct JointVerdict: Sendable {
    public var subject: JointSubject
    public var verdict: Verdict

    public init(subject: JointSubject, verdict: Verdict) {
        self.subject = subject
        self.verdict = verdict
    }
}

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

    /// What one member tells.
    public struct Share: Sendable {
        public var series: SeriesID
        public var quantity: Quantity
        /// Of a corridor: the station's place in driving direction, from 0.
        public var station: Int
        public var value: Double
        /// How many readings it is made of.
        public var readings: Int

        public init(series: SeriesID, quantity: Quantity, station: Int = 0, value: Double, readings: Int = 1) {
            self.series = series
            self.quantity = quantity
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
