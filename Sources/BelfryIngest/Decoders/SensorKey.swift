/// The keys under which tags, columns and pairs name the sensor, the surest first.
enum SensorKey: Int, CaseIterable {
    case sensor
    case sensorIdentifier
    case device
    case deviceIdentifier
    case station
    case host

    /// The key of a text; nil where it says nothing of a sensor.
    init?(_ text: String) {
        guard let key = Self.allCases.first(where: { $0.text == text }) else { return nil }
        self = key
    }

    /// The key as written.
    var text: String {
        switch self {
        case .sensor: "sensor"
        case .sensorIdentifier: "sensor_id"
        case .device: "device"
        case .deviceIdentifier: "device_id"
        case .station: "station"
        case .host: "host"
        }
    }
}
