import BelfryIngest
import BelfryModel

/// What is measured: messages of about 100 bytes with one reading, and an NGSI entity with five.
enum DecodeBenchmarkFormat: String, CaseIterable {
    case value
    case senml
    /// With packet identifiers, so that deliveries are hashed as well.
    case senmlAcknowledged = "senml-qos1"
    case senmlAuto = "senml-auto"
    case json
    case ngsi

    var isAcknowledged: Bool { self == .senmlAcknowledged }

    /// What stands before the value, for the reference.
    var marker: String {
        switch self {
        case .value: ""
        case .senml, .senmlAcknowledged, .senmlAuto: "\"v\":"
        case .json: "\"no2\":"
        case .ngsi: "\"value\":"
        }
    }

    /// How the messages are subscribed to; nil only if a text below were no template or pointer.
    var subscription: Subscription? {
        switch self {
        case .value:
            return (try? TopicTemplate("city/{zone}/{domain}/{sensor}/{quantity}")).map {
                Subscription(template: $0, format: .value, agency: "traffic", units: ["speed": Unit("km/h")])
            }
        case .senml, .senmlAcknowledged, .senmlAuto, .ngsi:
            let format = self == .senmlAuto ? .auto : self == .ngsi ? PayloadFormat.ngsi : .senml
            return (try? TopicTemplate("env/#")).map { Subscription(template: $0, format: format, agency: "env") }
        case .json:
            guard let template = try? TopicTemplate("acme/{sensor}/up"), let mapping = try? Self.mapping() else {
                return nil
            }
            return Subscription(template: template, format: .json, agency: "acme", mapping: mapping)
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
        case .senml, .senmlAcknowledged, .senmlAuto, .ngsi: "env/station-\(sensor)"
        case .json: "acme/a-\(sensor)/up"
        }
    }

    func payload(sensor: Int, second: Int, number: Int) -> String {
        let value = "\(20 + number % 50).\(number % 10)"
        switch self {
        case .value: return value
        case .senml, .senmlAcknowledged, .senmlAuto:
            return """
                [{"bn":"urn:dev:mac:0024befffe8\(100 + sensor):","bt":\(second).25,"n":"no2","u":"ug/m3","v":\(value)}]
                """
        case .json:
            return """
                {"dev":{"id":"a-\(sensor)","fw":"1.4.2"},"t":\(second)250,"gas":{"no2":\(value),"o3":31.5},"rssi":-71}
                """
        case .ngsi:
            let time = Timestamp(seconds: Int64(second)).rfc3339
            return """
                {"subscriptionId":"5fd0","data":[{"id":"aq-\(sensor)","type":"AirQualityObserved","dateObserved":\
                {"type":"DateTime","value":"\(time)","metadata":{}},"no2":{"type":"Number","value":\(value),"metadata":\
                {"unitCode":{"type":"Text","value":"GQ"}}},"o3":{"type":"Number","value":31.5,"metadata":{}},"temperature":\
                {"type":"Number","value":12.2,"metadata":{}},"relativeHumidity":{"type":"Number","value":0.54,"metadata":\
                {}},"windSpeed":{"type":"Number","value":0.64,"metadata":{}}}]}
                """
        }
    }
}
