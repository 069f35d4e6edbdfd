public import BelfryIngest
import BelfryModel

extension Configuration {
    /// How payloads are turned into readings, as far as an operator has a say in it.
    public struct Ingest: Sendable, Hashable {
        /// The air temperature at which ppb and µg/m³ are converted into each other.
        ///
        /// Default: 20 °C, as in the EU; the US and the WHO use 25 °C. Readings that are stored already keep theirs.
        public var gasReferenceCelsius = 20.0
    }

    /// Everything that ingest needs to know.
    public var ingestConfiguration: IngestConfiguration {
        var configuration = IngestConfiguration(subscriptions: subscriptions)
        configuration.defaultZone = gateway.zone
        configuration.allowedLatenessNanoseconds = engine.allowedLatenessNanoseconds
        configuration.gasReferenceCelsius = ingest.gasReferenceCelsius
        return configuration
    }
}

extension Configuration.Ingest {
    init(reading keys: MappingReader?) {
        guard let keys else { return }
        gasReferenceCelsius = keys.scalar("gas_reference", as: .airTemperature) ?? gasReferenceCelsius
    }
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
