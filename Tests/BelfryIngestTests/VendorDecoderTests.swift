import BelfryModel
import Testing

@testable import BelfryIngest

/// Vendors' JSON, each message written from its documentation: what is a reading in it, and the traps beside.
@Suite struct VendorDecoderTests {
    /// One message under `auto`, and what has to come of it: `sensor quantity value unit`, in order of the payload.
    struct Story: CustomTestStringConvertible {
        var format: String
        var topic: String
        var payload: String
        var readings: [String]
        var outcome = Outcome.readings
        var testDescription: String { "\(format) \(topic)" }
    }

    @Test(arguments: stories) func messages(_ story: Story) {
        let scene = Scene(Subscription(template: filter("#"), format: .auto))
        let decoded = scene.decode(story.topic, story.payload)
        #expect(decoded.outcome == story.outcome, "\(decoded.reason.name) \(decoded.detail)")
        #expect(decoded.format.name == story.format)
        #expect(decoded.grounds.isEmpty == (decoded.format == .auto))
        let readings = decoded.readings.map {
            "\($0.key.sensor) \($0.key.quantity.name) \($0.value) \($0.unit.code)"
        }
        #expect(readings == story.readings)
    }

    @Test(arguments: stories) func cutShortAtEveryByteNothingTraps(_ story: Story) {
        let bytes = Array(story.payload.utf8)
        let scene = Scene(Subscription(template: filter("#"), format: .auto))
        let declared = Scene(Subscription(template: filter("#"), format: PayloadFormat(name: story.format) ?? .auto))
        for length in bytes.indices {
            let cut = scene.decode(story.topic, Array(bytes[..<length]))
            #expect(cut.outcome != .readings || bytes.first != UInt8(ascii: "{"))
            _ = declared.decode(story.topic, Array(bytes[..<length]))
        }
    }

    @Test(arguments: PayloadFormat.allCases) func whateverTheJSONNothingTraps(_ format: PayloadFormat) {
        let documents = [
            "{}", "[]", "[[]]", "null", "true", "1e308", "\"text\"", "[{}]", "[1,2]", "{\"data\":1}", "{\"data\":[1]}",
            "{\"sensors\":[{\"observations\":1}]}", "{\"sensordatavalues\":[1,{}]}", "{\"uplink_message\":[]}",
            "{\"deviceInfo\":{\"devEui\":1},\"object\":{\"temperature\":[]}}", "{\"after\":{\"camera\":{}}}",
            "{\"StatusSNS\":{\"Time\":1,\"A-\":{\"Temperature\":{}}}}", "{\"result\":{},\"Datastream\":[]}",
            "{\"mType\":\"rSMsg\",\"type\":\"StatusUpdate\",\"cId\":\"a\",\"sS\":[1,{\"sCI\":1}]}",
        ]
        for topic in [
            "a", "", "/", "tele//SENSOR", "/json///attrs/", "v1.1/Datastreams()/Observations", "device/sck//readings",
        ] {
            let scene = Scene(Subscription(template: filter("#"), format: format))
            for document in documents { _ = scene.decode(topic, document) }
        }
    }

    @Test func whatPeopleAreCalledStaysInTheDecoder() {
        let scene = Scene(Subscription(template: filter("#"), format: .auto))
        let event = """
            {"type":"update","before":{"sub_label":null},"after":{"camera":"gate","frame_time":1790000000.5,"label":"car",
             "sub_label":["Jane Roe",0.9],"recognized_license_plate":"B XY 123","average_estimated_speed":31.5}}
            """
        scene.send("frigate/events", event)
        let texts =
            scene.batch.newSeries.map(\.identity) + scene.batch.quarantine.map { $0.sample + $0.topic + $0.detail }
        #expect(scene.batch.readings.map(\.value) == [31.5])
        #expect(!texts.contains { $0.contains("Jane") || $0.contains("XY") })
        scene.send("device/sck/s3cr3t/readings", #"{"data":[{"sensors":[{"id":55,"value":20}]}]}"#)
        #expect(scene.batch.newSeries.last?.key.quantity.name == "temperature")
        #expect(!scene.batch.newSeries.contains { $0.identity.contains("s3cr3t") })
    }

    @Test func aUnitThatTheOperatorDeclaresGoesBeforeTheVendors() {
        let units = ["luminosity": Unit("lx"), "counter": Unit("1"), "temperature": Unit("[degF]")]
        let scene = Scene(Subscription(template: filter("#"), format: .auto, units: units))
        let payload = """
            {"end_device_ids":{"device_id":"d"},
             "uplink_message":{"decoded_payload":{"luminosity":12,"counter":7,"secret":9,"temperature":50}}}
            """
        let readings = scene.decode("v3/a@t/devices/d/up", payload).readings
        #expect(
            readings.map { "\($0.key.quantity.name) \($0.value) \($0.unit.code)" } == [
                "luminosity 12.0 lx", "counter 7.0 1", "temperature 10.0 Cel",
            ]
        )
    }

    static let stories: [Story] = [
        Story(
            format: "chirpstack",
            topic: "application/9/device/70b3d5/event/up",
            payload: """
                {"time":"2026-11-18T11:59:58.5Z","deviceInfo":{"devEui":"70b3d5","deviceName":"Roof"},"fPort":2,"data":"AQ==",
                 "object":{"TempC_SHT":"21.5 °C","humidity":40,"status":{"BatV":3.6},"label":"x","no2":null,"owner":12}}
                """,
            readings: [
                "70b3d5 temperature 21.5 Cel", "70b3d5 relative_humidity 40.0 %", "70b3d5 battery_voltage 3.6 V",
            ]
        ),
        Story(
            format: "chirpstack",
            topic: "application/9/device/70b3d5/event/up",
            payload: #"{"deviceInfo":{"devEui":"70b3d5"},"data":"qg==","rxInfo":[{"rssi":-36}]}"#,
            readings: [],
            outcome: .undecoded
        ),
        Story(
            format: "chirpstack",
            topic: "application/9/device/70b3d5/event/status",
            payload: #"{"deviceInfo":{"devEui":"70b3d5"},"margin":7,"externalPowerSource":true,"batteryLevel":0}"#,
            readings: ["70b3d5 link_margin 7.0 dB"]
        ),
        Story(
            format: "chirpstack",
            topic: "application/9/device/70b3d5/event/join",
            payload: #"{"deviceInfo":{"devEui":"70b3d5"},"devAddr":"00189440"}"#,
            readings: [],
            outcome: .event
        ),
        Story(
            format: "tts",
            topic: "v3/city@ttn/devices/noise-4/up",
            payload: """
                {"end_device_ids":{"device_id":"noise-4","dev_eui":"00"},"received_at":"2026-11-18T12:00:00.2Z",
                 "uplink_message":{"decoded_payload":{"LAeq":54.2,"flags":{"ok":"yes"}},
                 "rx_metadata":[{"time":"2026-11-18T11:59:59.9Z"}]}}
                """,
            readings: ["noise-4 laeq 54.2 dB(A)"]
        ),
        Story(
            format: "tts",
            topic: "v3/city@ttn/devices/noise-4/down/push",
            payload: #"{"end_device_ids":{"device_id":"noise-4"},"downlink_message":{"f_port":1}}"#,
            readings: [],
            outcome: .command
        ),
        Story(
            format: "tasmota",
            topic: "tele/shed/SENSOR",
            payload: """
                {"Time":"2026.11.18 12:59:00","DS18B20-1":{"Temperature":68},"DS18B20-2":{"Temperature":50},
                 "SDS0X1":{"PM2.5":4.5,"PM10":9,"CF10":8,"PB1":17},"TempUnit":"F","PressureUnit":"hPa"}
                """,
            readings: [
                "shed/DS18B20-1 temperature 20.0 Cel", "shed/DS18B20-2 temperature 10.0 Cel", "shed pm2_5 4.5 ug/m3",
                "shed pm10 9.0 ug/m3",
            ]
        ),
        Story(
            format: "tasmota",
            topic: "tele/shed/STATE",
            payload: #"{"Time":"2026-11-18T12:00:00","Uptime":"0T00:10:00","POWER":"ON","Wifi":{"RSSI":80}}"#,
            readings: [],
            outcome: .metadata
        ),
        Story(
            format: "zigbee2mqtt",
            topic: "zigbee2mqtt/Küche/Süd",
            payload: """
                {"battery":"97.00","contact":false,"illuminance":12,"last_seen":1795003190000,"linkquality":60,
                 "occupancy_timeout":25,"update":{"state":"idle"},"voltage":2900,"water_leak":true}
                """,
            readings: [
                "Küche/Süd battery 97.0 %", "Küche/Süd contact 0.0 1", "Küche/Süd illuminance 12.0 lx",
                "Küche/Süd linkquality 60.0 1", "Küche/Süd voltage 2.9 V", "Küche/Süd water_leak 1.0 1",
            ]
        ),
        Story(
            format: "zigbee2mqtt",
            topic: "zigbee2mqtt/bridge/devices",
            payload: #"[{"ieee_address":"0x01","friendly_name":"Ann's room"}]"#,
            readings: [],
            outcome: .metadata
        ),
        Story(
            format: "homeassistant",
            topic: "homeassistant/sensor/lamp/power/config",
            payload: #"{"stat_t":"a/b","unit_of_meas":" ","val_tpl":"{{ value_json.x }}"}"#,
            readings: [],
            outcome: .metadata
        ),
        Story(
            format: "sensor_community",
            topic: "air/any",
            payload: """
                {"esp8266id":"4711","sensordatavalues":[{"value_type":"SDS_P1","value":"20.10"},
                 {"value_type":"BME280_pressure","value":"98700.5"},{"value_type":"signal","value":"-66"},
                 {"value_type":"SDS_P2","value":""}]}
                """,
            readings: ["4711 pm10 20.1 ug/m3", "4711 pressure 987.005 hPa"]
        ),
        Story(
            format: "airgradient",
            topic: "airgradient/readings/84fce6",
            payload:
                #"{"serialno":"84fce6","rco2":612,"pm02":3.5,"pm02Compensated":3.1,"wifi":-50,"noxRaw":1,"tvocIndex":null}"#,
            readings: ["84fce6 co2 612.0 [ppm]", "84fce6 pm2_5 3.5 ug/m3"]
        ),
        Story(
            format: "sentilo",
            topic: "data/met/T1",
            payload: #"{"observations":[{"value":"7.5","timestamp":"18/11/2026T12:59:00CET"},{"value":"nr"}]}"#,
            readings: ["met/T1 value 7.5 "]
        ),
        Story(
            format: "sentilo",
            topic: "/alarm/A1",
            payload: #"{"observations":[{"value":"1"}]}"#,
            readings: [],
            outcome: .event
        ),
        Story(
            format: "digitraffic",
            topic: "weather-v2/1012/1",
            payload: #"{"value":-3.1,"time":1795003100}"#,
            readings: ["1012 sensor_1 -3.1 "]
        ),
        Story(
            format: "digitraffic",
            topic: "tms-v2/status",
            payload: #"{"status":"ok"}"#,
            readings: [],
            outcome: .metadata
        ),
        Story(
            format: "rsmp",
            topic: "rsmp/x",
            payload: """
                {"mType":"rSMsg","type":"StatusUpdate","cId":"KK+AG0503=001DL001","sTs":"2026-11-18T11:59:00.000Z",
                 "sS":[{"sCI":"S0202","n":"speed","s":"47","q":"recent"},{"sCI":"S0201","n":"vehicles","s":"5","q":"old"},
                 {"sCI":"S0203","n":"occupancy","s":"0","q":"undefined"},{"sCI":"S0001","n":"cyclecounter","s":"5","q":"recent"}]}
                """,
            readings: ["KK+AG0503=001DL001 speed 47.0 km/h", "KK+AG0503=001DL001 vehicle_count 5.0 1"]
        ),
        Story(
            format: "rsmp",
            topic: "rsmp/x",
            payload: #"{"mType":"rSMsg","type":"CommandRequest","cId":"a","arg":[]}"#,
            readings: [],
            outcome: .command
        ),
        Story(
            format: "sensorthings",
            topic: "v1.1/Datastreams(7)/Observations",
            payload: #"{"result":"12.5","phenonmenonTime":"2026-11-18T11:00:00Z/2026-11-18T11:59:00Z"}"#,
            readings: ["7 value 12.5 "]
        ),
        Story(
            format: "sensorthings",
            topic: "frost",
            payload: """
                {"result":281.65,"phenomenonTime":"2026-11-18T11:59:00Z","Datastream":{"@iot.id":"roof",
                 "unitOfMeasurement":{"name":"Kelvin","symbol":"K"},"ObservedProperty":{"name":"Air Temperature"}}}
                """,
            readings: ["roof temperature 8.5 Cel"]
        ),
        Story(
            format: "iotagent",
            topic: "json/4jggokgpepnvsb2uv4s40d59ov/motion001/attrs",
            payload: #"[{"humidity":61,"timestamp":"2026-11-18T11:58:00Z"},{"humidity":62,"timestamp":1795003190}]"#,
            readings: ["motion001 relative_humidity 61.0 ", "motion001 relative_humidity 62.0 "]
        ),
        Story(
            format: "iotagent",
            topic: "/json/key/dev/cmd",
            payload: #"{"ping":""}"#,
            readings: [],
            outcome: .command
        ),
        Story(
            format: "frigate",
            topic: "frigate/gate/person",
            payload: "2",
            readings: ["gate person_count 2.0 1"]
        ),
        Story(
            format: "frigate",
            topic: "frigate/events",
            payload: #"{"type":"new","after":{"camera":"gate","average_estimated_speed":0}}"#,
            readings: [],
            outcome: .event
        ),
    ]
}
