public import BelfryModel

/// One device of the simulated city, as an inventory would list it.
public struct SimulatedSensor: Sendable, Hashable {
    /// How the device speaks.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// One number a topic: `city/{zone}/{domain}/{sensor}/{quantity}`.
        case value
        /// FIWARE NGSIv2, normalized: `env/{zone}/{sensor}`.
        case ngsiNormalized = "ngsi-normalized"
        /// FIWARE NGSIv2, key-values: `env/{zone}/{sensor}`.
        case ngsiKeyValues = "ngsi-keyvalues"
        /// SenML (RFC 8428): `{agency}/{zone}/{sensor}`.
        case senml
        /// A vendor's own JSON: `acme/{sensor}/up`.
        case json
    }

    /// Its name in the topic and in the payload.
    public var sensor: String
    public var agency: String
    public var domain: Domain
    public var zone: String
    /// What an operator calls the place; stations of one corridor section share it.
    public var site: String
    public var location: Location
    public var cadenceNanoseconds: Int64
    public var format: Format
    public var quantities: [Quantity]
}

/// Stations that stand one behind the other.
public struct SimulatedCorridor: Sendable, Hashable {
    public var id: String
    /// Sensor names in driving direction.
    public var stations: [String]
}
