import BelfryModel

/// Messages of vendors, each as its documentation shows it: what is no reading stands in them as well.
extension DecodeBenchmarkFormat {
    /// A message; nil where the format is no vendor's.
    func vendorText(sensor: Int, second: Int, value: Double) -> String? {
        let time = Timestamp(seconds: Int64(second)).rfc3339
        switch self {
        case .iotAgent: return #"{"no2":\#(value),"temperature":12.2,"humidity":54,"timestamp":"\#(time)"}"#
        case .chirpStack: return Self.chirpStack(sensor, time, value)
        case .thingsStack: return Self.thingsStack(sensor, time, value)
        case .tasmota:
            return """
                {"Time":"\(time.dropLast())","SDS0X1":{"PM2.5":\(value),"PM10":18.0},"BME280":{"Temperature":12.2,\
                "Humidity":54.0,"DewPoint":3.1,"Pressure":1013.2},"PressureUnit":"hPa","TempUnit":"C"}
                """
        case .zigbee:
            return """
                {"battery":100,"illuminance":0,"illuminance_lux":12,"last_seen":\(second)000,"linkquality":87,\
                "motion_sensitivity":"medium","occupancy":true,"occupancy_timeout":0,"temperature":\(value),\
                "update":{"state":"idle"},"update_available":null}
                """
        case .sensorCommunity: return Self.sensorCommunity(sensor, value)
        case .airGradient: return Self.airGradient(sensor, value)
        case .smartCitizen:
            return """
                {"data":[{"recorded_at":"\(time)","sensors":[{"id":55,"value":\(value)},{"id":56,"value":54.0},\
                {"id":58,"value":101.3},{"id":87,"value":7}]}]}
                """
        case .sentilo: return Self.sentilo(sensor, time, value)
        case .digitraffic: return #"{"value":\#(value),"time":\#(second)}"#
        case .rsmp: return Self.rsmp(sensor, time, value)
        case .sensorThings: return Self.sensorThings(sensor, time, value)
        case .frigate: return Self.frigate(sensor, second, value)
        default: return nil
        }
    }

    private static func chirpStack(_ sensor: Int, _ time: String, _ value: Double) -> String {
        """
        {"deduplicationId":"3ac7e3c4-4401-4b8d-9386-a5c902f9202d","time":"\(time)","deviceInfo":{"tenantId":\
        "52f14cd4-c6f1-4fbd-8f87-4025e1d49242","tenantName":"City","applicationId":"17c82e96-be03-4f38-aef3-f83d48582d97",\
        "applicationName":"Air","deviceProfileId":"14855bf7-d10d-4aee-b618-ebfcb64dc7ad","deviceProfileName":"Station",\
        "deviceName":"Roof","devEui":"70b3d57ed000\(sensor)","tags":{"key":"value"}},"devAddr":"00189440","dr":1,"fPort":1,\
        "data":"qg==","object":{"temperature":\(value),"humidity":54,"co2":612,"battery":88.3},"rxInfo":[{"gatewayId":\
        "0101010101010101","uplinkId":4217106255,"time":"\(time)","rssi":-36,"snr":10.5,"context":"E3OWOQ==","metadata":\
        {"region_name":"eu868","region_config_id":"eu868"}}],"txInfo":{"frequency":867100000,"modulation":{"lora":\
        {"bandwidth":125000,"spreadingFactor":11,"codeRate":"CR_4_5"}}}}
        """
    }

    private static func thingsStack(_ sensor: Int, _ time: String, _ value: Double) -> String {
        """
        {"end_device_ids":{"device_id":"noise-\(sensor)","application_ids":{"application_id":"city"},"dev_eui":\
        "0004A30B001C0530","join_eui":"800000000000000C","dev_addr":"00BCB929"},"correlation_ids":["as:up:01E0WZGT6Y7657CPFP\
        E5WEYDSQ","gs:conn:01E0WDEC6T5T4XXBAX7S1VMFKE"],"received_at":"\(time)","uplink_message":{"session_key_id":\
        "AXA50tHUQS1yJ0MqYqnJZw==","f_port":1,"f_cnt":1,"frm_payload":"Dw==","decoded_payload":{"LAeq":\(value),"LAmax":71.5,\
        "temperature":12.2,"batV":3.6},"rx_metadata":[{"gateway_ids":{"gateway_id":"roof","eui":"B827EBFFFE8B01DD"},"time":\
        "\(time)","timestamp":2463457000,"rssi":-35,"channel_rssi":-35,"snr":5.2,"location":{"latitude":52.2,"longitude":6.8,\
        "altitude":90,"source":"SOURCE_REGISTRY"},"uplink_token":"ChIKEAoEcm9vZg=="}],"settings":{"data_rate":{"lora":\
        {"bandwidth":125000,"spreading_factor":7}},"coding_rate":"4/5","frequency":"868300000","timestamp":2463457000},\
        "received_at":"\(time)","consumed_airtime":"0.056576s","network_ids":{"net_id":"000013","tenant_id":"ttn"}}}
        """
    }

    private static func sensorCommunity(_ sensor: Int, _ value: Double) -> String {
        """
        {"esp8266id":"\(418_466 + sensor)","software_version":"NRZ-2020-133","sensordatavalues":[{"value_type":"SDS_P1",\
        "value":"\(value)"},{"value_type":"SDS_P2","value":"6.25"},{"value_type":"BME280_temperature","value":"12.20"},\
        {"value_type":"BME280_pressure","value":"101320.50"},{"value_type":"BME280_humidity","value":"54.10"},\
        {"value_type":"samples","value":"5020143"},{"value_type":"min_micro","value":"28"},{"value_type":"signal","value":"-66"}]}
        """
    }

    private static func airGradient(_ sensor: Int, _ value: Double) -> String {
        """
        {"wifi":-46,"serialno":"84fce6\(sensor)","rco2":447,"pm01":3,"pm02":\(value),"pm10":8,"pm003Count":442,"atmp":25.87,\
        "atmpCompensated":24.47,"rhum":43,"rhumCompensated":49,"tvocIndex":100,"tvocRaw":33051,"noxIndex":1,"noxRaw":16307,\
        "boot":6,"bootCount":6,"ledMode":"pm","firmware":"3.1.3","model":"I-9PSL"}
        """
    }
}
