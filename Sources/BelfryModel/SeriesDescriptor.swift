/// Everything about a series that does not change from reading to reading.
public struct SeriesDescriptor: Hashable, Sendable {
    public var id: SeriesID
    public var key: SeriesKey
    /// ``SeriesKey/identity``, kept so that it is built once.
    public var identity: String
    public var unit: Unit
    public var domain: Domain
    /// The administrative zone from fleet, topic or gateway; empty where nothing names one.
    public var zone: String
    /// Where incidents of this series happen.
    public var place: Place
    public var location: Location?
    /// The configured interval between readings in nanoseconds; nil where it is to be learnt.
    public var cadenceNanoseconds: Int64?
    /// The air temperature at which values that came as a share of the molecules were converted into a mass, or the other
    /// way round; nil where none was.
    ///
    /// A series keeps the one that it began with, so that this holds for all its values.
    public var gasReferenceCelsius: Double?
    /// How far the sensor's numbers may be taken at their word.
    public var instrument: Instrument
    /// Taken down, in calibration or under repair: no rule looks at it.
    public var isOutOfService: Bool

    public init(
        id: SeriesID,
        key: SeriesKey,
        unit: Unit,
        domain: Domain,
        zone: String = "",
        place: Place? = nil,
        location: Location? = nil,
        cadenceNanoseconds: Int64? = nil,
        gasReferenceCelsius: Double? = nil,
        instrument: Instrument = .unknown,
        isOutOfService: Bool = false
    ) {
        self.id = id
        self.key = key
        self.identity = key.identity
        self.unit = unit
        self.domain = domain
        self.zone = zone
        self.place = place ?? Place(kind: .sensor, name: key.sensor)
        self.location = location
        self.cadenceNanoseconds = cadenceNanoseconds
        self.gasReferenceCelsius = gasReferenceCelsius
        self.instrument = instrument
        self.isOutOfService = isOutOfService
    }
}
