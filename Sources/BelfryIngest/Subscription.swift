public import BelfryModel

/// What to read from one topic template of one broker, and how.
public struct Subscription: Sendable, Hashable {
    /// The index of the broker.
    public var source: Int
    public var template: TopicTemplate
    public var format: PayloadFormat
    /// Who owns the sensors; a topic's `{agency}` goes before it.
    public var agency: String
    /// The zone of times that name none; without it they are read as UTC and marked as doubtful.
    public var timeZone: TimeZoneRule?
    /// The unit of values that carry none, by the taxonomy's name of the quantity.
    public let units: [String: Unit]
    /// The names under ``units`` as they were written.
    let declaredNames: [String]
    /// How to read `json`, and any JSON under `auto`.
    public var mapping: JSONMapping?
    /// The domain of its sensors; nil leaves it to the quantity.
    ///
    /// The fleet and a topic's `{domain}` go before it.
    public var domain: Domain?
    /// The zone of its sensors.
    ///
    /// The fleet and a topic's `{zone}` go before it.
    public var zone: String
    /// The names of `csv` columns that no header names; they go before a header.
    public var columns: DelimitedColumns?
    /// The unit of `influx` times; nil for nanoseconds, under `auto` for what their size tells.
    public var precision: TimePrecision?
    /// ``TopicRate/perSecond`` of each of its topics; nil takes what holds for all.
    public var topicRate: Int?
    /// ``TopicRate/burst`` of each of its topics; nil takes what holds for all.
    public var topicBurst: Int?
    /// What its messages are worth under overload.
    ///
    /// nil leaves it to their readings: public safety is high, all else normal.
    public var criticality: Criticality?

    /// - Parameter units: by the names of quantities as the sensors or the taxonomy spell them.
    public init(
        source: Int = 0,
        template: TopicTemplate,
        format: PayloadFormat = .auto,
        agency: String = "",
        timeZone: TimeZoneRule? = nil,
        units: [String: Unit] = [:],
        mapping: JSONMapping? = nil,
        domain: Domain? = nil,
        zone: String = "",
        columns: DelimitedColumns? = nil,
        precision: TimePrecision? = nil,
        topicRate: Int? = nil,
        topicBurst: Int? = nil,
        criticality: Criticality? = nil
    ) {
        self.source = source
        self.template = template
        self.format = format
        self.agency = agency
        self.timeZone = timeZone
        self.declaredNames = Array(units.keys)
        self.units = Dictionary(units.map { (QuantityName.canonical($0.key), $0.value) }) { first, _ in first }
        self.mapping = mapping
        self.domain = domain
        self.zone = zone
        self.columns = columns
        self.precision = precision
        self.topicRate = topicRate
        self.topicBurst = topicBurst
        self.criticality = criticality
    }
}
