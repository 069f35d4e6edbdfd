/// One sensor as `GET /api/v1/sensors` lists it.
public struct SensorDocument: Codable, Equatable, Sendable {
    public var sensor: String
    public var agency: String
    public var domain: String
    public var zone: String
    public var place: String
    /// `[longitude, latitude]`, or null.
    @Nullable public var location: [Double]?
    /// `live`, `late`, `silent`, `faulty`, `never_seen` or `out_of_service`.
    public var state: String
    @Nullable public var lastSeen: String?
    @Nullable public var cadenceSeconds: Double?
    public var series: [SeriesDocument]

    public init(
        sensor: String,
        agency: String,
        domain: String,
        zone: String,
        place: String,
        location: [Double]?,
        state: String,
        lastSeen: String?,
        cadenceSeconds: Double?,
        series: [SeriesDocument]
    ) {
        self.sensor = sensor
        self.agency = agency
        self.domain = domain
        self.zone = zone
        self.place = place
        self.location = location
        self.state = state
        self.lastSeen = lastSeen
        self.cadenceSeconds = cadenceSeconds
        self.series = series
    }
}

/// One series as `GET /api/v1/series` lists it.
public struct SeriesDocument: Codable, Equatable, Sendable {
    /// `agency/sensor/quantity`.
    public var series: String
    public var sensor: String
    public var quantity: String
    public var agency: String
    public var domain: String
    public var zone: String
    public var unit: String
    /// How its sensor is: unless that is `live`, the last value is no present one.
    public var state: String
    @Nullable public var lastValue: Double?
    @Nullable public var lastTime: String?
    @Nullable public var quality: String?

    public init(
        series: String,
        sensor: String,
        quantity: String,
        agency: String,
        domain: String,
        zone: String,
        unit: String,
        state: String,
        lastValue: Double?,
        lastTime: String?,
        quality: String?
    ) {
        self.series = series
        self.sensor = sensor
        self.quantity = quantity
        self.agency = agency
        self.domain = domain
        self.zone = zone
        self.unit = unit
        self.state = state
        self.lastValue = lastValue
        self.lastTime = lastTime
        self.quality = quality
    }
}
