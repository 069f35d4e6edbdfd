import BelfryModel

/// Messages of formats that belong to no vendor.
extension DecodeBenchmarkFormat {
    func plainText(sensor: Int, second: Int, value: Double) -> String {
        switch self {
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
        case .influx:
            return """
                air,station=a-\(sensor),district=north no2=\(value),o3=31.5,pm10=18i \(second)000000000
                weather,station=a-\(sensor),district=north temperature=12.2,wind_speed=0.64 \(second)000000000
                """
        case .csv:
            return """
                time;station;no2 (ug/m3);temperature[Cel];wind_speed[m/s]
                \(second);a-\(sensor);\(value);12.2;0.64
                """
        default: return "\(value)"
        }
    }
}
