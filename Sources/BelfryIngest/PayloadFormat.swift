/// How a subscription's payloads are written.
public enum PayloadFormat: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// Whichever of the others fits; see ``FormatRecognizer``.
    case auto
    /// One plain number; sensor and quantity stand in the topic.
    case value
    /// Any JSON, read through a ``JSONMapping``.
    case json
    /// Sensor Measurement Lists in JSON, RFC 8428.
    case senml
    /// FIWARE NGSIv2: entities, normalized or key-values, alone or in a notification.
    case ngsi
    /// AirGradient's measures.
    case airGradient
    /// sensor.community's pushes.
    case sensorCommunity
    /// The Smart Citizen Kit's readings.
    case smartCitizen
    /// What providers publish to Sentilo.
    case sentilo
    /// Fintraffic's Digitraffic.
    case digitraffic
    /// RSMP 3, status and alarm.
    case rsmp
    /// OGC SensorThings observations.
    case sensorThings
    /// Frigate's events and counts.
    case frigate
    /// Measures for FIWARE's IoT Agent for JSON.
    case iotAgent
    /// ChirpStack 4's events.
    case chirpStack
    /// The Things Stack 3's uplinks.
    case thingsStack
    /// Tasmota's telemetry.
    case tasmota
    /// Zigbee2MQTT's states.
    case zigbee
    /// Home Assistant's discovery.
    case homeAssistant
    /// InfluxDB line protocol.
    case influx
    /// Sensor Measurement Lists in CBOR, RFC 8428.
    case senmlCBOR
    /// Delimited text: lines of numbers below a header, or pairs of key and value.
    case csv
    /// Sparkplug B: Protocol Buffers on topics of their own.
    case sparkplug

    /// The name that users write.
    public var name: String {
        switch self {
        case .auto: "auto"
        case .value: "value"
        case .json: "json"
        case .senml: "senml"
        case .ngsi: "ngsi"
        case .airGradient: "airgradient"
        case .sensorCommunity: "sensor_community"
        case .smartCitizen: "smartcitizen"
        case .sentilo: "sentilo"
        case .digitraffic: "digitraffic"
        case .rsmp: "rsmp"
        case .sensorThings: "sensorthings"
        case .frigate: "frigate"
        case .iotAgent: "iotagent"
        case .chirpStack: "chirpstack"
        case .thingsStack: "tts"
        case .tasmota: "tasmota"
        case .zigbee: "zigbee2mqtt"
        case .homeAssistant: "homeassistant"
        case .influx: "influx"
        case .senmlCBOR: "senml_cbor"
        case .csv: "csv"
        case .sparkplug: "sparkplug"
        }
    }

    /// The format of a name, or nil where there is none such.
    public init?(name: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }
}
