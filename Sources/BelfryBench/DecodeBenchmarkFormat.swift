import BelfryIngest
import BelfryModel

/// What is measured: for each format a message of our own making, as long as real ones are and with as many readings.
enum DecodeBenchmarkFormat: String, CaseIterable {
    case value
    case senml
    /// With packet identifiers, so that deliveries are hashed as well.
    case senmlAcknowledged = "senml-qos1"
    case senmlAuto = "senml-auto"
    case json
    case ngsi
    case iotAgent = "iotagent"
    case chirpStack = "chirpstack"
    case thingsStack = "tts"
    case tasmota
    case zigbee = "zigbee2mqtt"
    case sensorCommunity = "sensor-community"
    case airGradient = "airgradient"
    case smartCitizen = "smartcitizen"
    case sentilo
    case digitraffic
    case rsmp
    case sensorThings = "sensorthings"
    case frigate
    case senmlCBOR = "senml-cbor"
    case sparkplug
    case influx
    case csv

    var isAcknowledged: Bool { self == .senmlAcknowledged }

    /// The format that is declared.
    private var payloadFormat: PayloadFormat {
        switch self {
        case .value: .value
        case .senml, .senmlAcknowledged: .senml
        case .senmlAuto: .auto
        case .json: .json
        case .ngsi: .ngsi
        case .iotAgent: .iotAgent
        case .chirpStack: .chirpStack
        case .thingsStack: .thingsStack
        case .tasmota: .tasmota
        case .zigbee: .zigbee
        case .sensorCommunity: .sensorCommunity
        case .airGradient: .airGradient
        case .smartCitizen: .smartCitizen
        case .sentilo: .sentilo
        case .digitraffic: .digitraffic
        case .rsmp: .rsmp
        case .sensorThings: .sensorThings
        case .frigate: .frigate
        case .senmlCBOR: .senmlCBOR
        case .sparkplug: .sparkplug
        case .influx: .influx
        case .csv: .csv
        }
    }

    /// How the messages are subscribed to; nil only if a text below were no template or pointer.
    var subscription: Subscription? {
        let text =
            switch self {
            case .value: "city/{zone}/{domain}/{sensor}/{quantity}"
            case .json: "acme/{sensor}/up"
            default: "#"
            }
        let mapping = self == .json ? try? Self.mapping() : nil
        return (try? TopicTemplate(text)).map {
            Subscription(
                template: $0,
                format: payloadFormat,
                agency: "city",
                timeZone: .utc,
                units: ["speed": Unit("km/h")],
                mapping: mapping
            )
        }
    }

    private static func mapping() throws -> JSONMapping {
        try JSONMapping(
            sensor: .pointer(JSONPointer("/dev/id")),
            time: JSONMapping.Time(pointer: JSONPointer("/t"), encoding: .epochMilliseconds),
            readings: [
                JSONMapping.Value(quantity: Quantity("no2"), pointer: JSONPointer("/gas/no2"), unit: Unit("[ppb]"))
            ]
        )
    }

    func topic(sensor: Int) -> String {
        switch self {
        case .value: "city/north/traffic/tls-\(sensor)/speed"
        case .json: "acme/a-\(sensor)/up"
        case .iotAgent: "json/4jggokgpepnvsb2uv4s40d59ov/station-\(sensor)/attrs"
        case .chirpStack: "application/9/device/70b3d57ed000\(sensor)/event/up"
        case .thingsStack: "v3/city@ttn/devices/noise-\(sensor)/up"
        case .tasmota: "tele/shed-\(sensor)/SENSOR"
        case .zigbee: "zigbee2mqtt/hall-\(sensor)"
        case .airGradient: "airgradient/readings/84fce6\(sensor)"
        case .smartCitizen: "device/sck/a1b2c3d4\(sensor)/readings"
        case .sentilo: "data/met"
        case .digitraffic: "weather-v2/\(sensor)/1"
        case .frigate: "frigate/events"
        case .sparkplug: "spBv1.0/city/NDATA/cabinet-\(sensor)"
        case .senml, .senmlAcknowledged, .senmlAuto, .ngsi, .sensorCommunity, .rsmp, .sensorThings, .senmlCBOR,
            .influx, .csv:
            "env/station-\(sensor)"
        }
    }

    /// What goes before the data of a sensor, and is not measured: topic and payload of a birth certificate.
    func introduction(sensor: Int) -> (topic: String, payload: [UInt8])? {
        guard self == .sparkplug else { return nil }
        return ("spBv1.0/city/NBIRTH/cabinet-\(sensor)", SparkplugWriter.birth)
    }

    /// A message.
    ///
    /// - Parameter number: how many there are before it, `sensor` and `second` following from it.
    func payload(sensor: Int, second: Int, number: Int) -> [UInt8] {
        let value = Double(20 + number % 50) + Double(number % 10) / 10
        switch self {
        case .senmlCBOR: return CBORWriter.pack(sensor: sensor, second: second, value: value)
        case .sparkplug: return SparkplugWriter.data(second: second, value: value)
        default:
            let text = vendorText(sensor: sensor, second: second, value: value)
            return Array((text ?? plainText(sensor: sensor, second: second, value: value)).utf8)
        }
    }
}
