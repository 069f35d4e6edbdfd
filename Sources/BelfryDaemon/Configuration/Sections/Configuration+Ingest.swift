public import BelfryIngest
import BelfryModel

extension Configuration {
    /// How payloads are turned into readings, as far as an operator has a say in it.
    public struct Ingest: Sendable, Hashable {
        /// The air temperature at which ppb and µg/m³ are converted into each other.
        ///
        /// Default: 20 °C, as in the EU; the US and the WHO use 25 °C. A series keeps the one that it began with.
        public var gasReferenceCelsius = 20.0
        /// How many messages of one topic are taken in; what is beyond is shed.
        ///
        /// Default: 2,000 a second, after 100,000 at once.
        public var topicRate = TopicRate()
    }

    /// Everything that ingest needs to know.
    public var ingestConfiguration: IngestConfiguration {
        var configuration = IngestConfiguration(subscriptions: subscriptions)
        configuration.defaultZone = gateway.zone
        configuration.cityLocation = gateway.location ?? fleet.lazy.compactMap(\.location).first
        configuration.allowedLatenessNanoseconds = engine.allowedLatenessNanoseconds
        configuration.gasReferenceCelsius = ingest.gasReferenceCelsius
        configuration.topicRate = ingest.topicRate
        return configuration
    }
}

extension Configuration.Ingest {
    init(reading keys: MappingReader?) {
        guard let keys else { return }
        gasReferenceCelsius = keys.scalar("gas_reference", as: .airTemperature) ?? gasReferenceCelsius
        topicRate = TopicRate(
            perSecond: keys.topicRate ?? topicRate.perSecond,
            burst: keys.topicBurst ?? topicRate.burst
        )
    }
}

extension MappingReader {
    /// Messages a second of one topic; 0 for any number.
    var topicRate: Int? { scalar("topic_rate", as: .count(0...TopicRate.highestPerSecond)) }

    /// Messages of one topic at once.
    var topicBurst: Int? { scalar("topic_burst", as: .count(1...TopicRate.highestBurst)) }
}

extension ScalarForm where Value == Double {
    /// An air temperature in °C, whatever unit it is written in.
    fileprivate static var airTemperature: ScalarForm {
        ScalarForm("an air temperature such as 20 Cel") { text in
            guard let written = ScalarForm<Measurement>.measurement.parse(text) else { return nil }
            let celsius = Unit("Cel")
            let value = written.unit.isKnown ? written.unit.convert(written.value, to: celsius) : written.value
            return value.flatMap { (-50...50).contains($0) ? $0 : nil }
        }
    }
}
