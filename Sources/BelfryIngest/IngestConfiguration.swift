public import BelfryModel

/// What ingest is told, and its limits.
public struct IngestConfiguration: Sendable {
    /// In the order of the configuration: of those that cover a topic the first one wins.
    public var subscriptions: [Subscription]
    /// The agency of sensors whose subscription and topic name none.
    public var defaultAgency = "city"
    /// The zone of sensors that neither fleet, topic nor subscription places.
    public var defaultZone = ""
    /// Where the sensors are, roughly: tells coordinates that a payload has swapped; nil where nobody says.
    public var cityLocation: Location?
    /// How late a reading may be and still change results; duplicates are recognised as far back.
    public var allowedLatenessNanoseconds: Int64 = 2 * Nanoseconds.perMinute
    /// The air temperature at which ppb and µg/m³ are converted into each other: 20 °C in the EU, 25 °C in the US.
    ///
    /// A series keeps the one that it began with, see ``BelfryModel/SeriesDescriptor/gasReferenceCelsius``.
    public var gasReferenceCelsius = 20.0

    /// Event times before this instant are no sensor's: its clock was never set.
    public var earliestEventTime = Timestamp(seconds: 946_684_800)
    /// Event times further ahead of the arrival than this are no sensor's either.
    public var clockToleranceNanoseconds = Nanoseconds.perDay

    /// How many messages of one topic are taken in; a subscription may say otherwise for its own.
    ///
    /// What is beyond is shed: counted, acknowledged and gone.
    public var topicRate = TopicRate()

    /// Longer payloads are malformed.
    public var payloadLimitBytes = 65_536
    /// Messages on longer topics are malformed.
    public var topicLimitBytes = 1_024
    /// Topics that the ledger keeps a row for; all others share one.
    public var topicRowLimit = 4_096
    /// Topics whose route is remembered; beyond it the memory starts anew, and each is matched again once.
    public var topicCacheSize = 65_536
    /// Topics whose rate is remembered while their bucket is not full; beyond it those that are nearest to full are not.
    public var topicBucketCount = 16_384
    /// Names of values whose meaning is remembered; beyond it the memory starts anew.
    public var channelLimit = 200_000
    /// Readings remembered to recognise their repeats; beyond it the reach of the recognition shortens.
    ///
    /// A reading takes up to 128 bytes, so 1,000,000 of them at most 128 MB; 120,000 is what 1,000 readings/s need.
    public var duplicateLimit = 1_000_000
    /// Messages of the bypass remembered until the broker delivers them for the store; beyond it the oldest are forgotten.
    public var bypassLimit = 262_144
    /// Quarantined messages of one batch that leave a sample; all are counted.
    public var quarantineSamplesPerBatch = 64
    /// Quarantined messages kept whole, in memory, so that they can be read again; the oldest give way.
    public var quarantineMessageLimit = 4_096
    /// The same in bytes of payload.
    public var quarantineByteLimit = 4 << 20

    public init(subscriptions: [Subscription]) {
        self.subscriptions = subscriptions
    }
}
