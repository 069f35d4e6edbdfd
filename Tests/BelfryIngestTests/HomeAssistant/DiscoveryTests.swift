import BelfryModel
import Testing

@testable import BelfryIngest

/// A discovery message names what another topic carries, and from then on that topic is read by it.
@Suite struct DiscoveryTests {
    let scene = Scene(Subscription(template: filter("#"), format: .auto, agency: "home"))

    private func discover(_ topic: String, _ payload: String) {
        let disposition = scene.send("homeassistant/\(topic)/config", payload, retained: true)
        #expect(disposition.outcome == .metadata)
        #expect(disposition.bucket == .ignored)
    }

    /// `sensor quantity value unit`, as they are decoded.
    private func readings(_ topic: String, _ payload: String) -> [String] {
        scene.decode(topic, payload).readings.map {
            "\($0.key.sensor) \($0.key.quantity.name) \($0.value) \($0.unit.code)"
        }
    }

    @Test func itNamesPathUnitAndSensor() {
        let state = #"{"air":{"t":294.65},"hum":"40.5","volts":3.1}"#
        #expect(scene.decode("garden/air", state).reason == .unknownFormat)
        discover(
            "sensor/garden/t",
            #"""
            {"state_topic":"garden/air","value_template":"{{ value_json.air.t }}","unit_of_measurement":"K",
            "device_class":"temperature","device":{"identifiers":["garden-7"],"name":"John Smith's garden"}}
            """#
        )
        discover(
            "sensor/garden/h",
            #"""
            {"~":"garden","stat_t":"~/air","val_tpl":"{{ value_json['hum'] | float | round(1) }}","unit_of_meas":"%",
            "dev_cla":"humidity","dev":{"ids":"garden-7"}}
            """#
        )
        #expect(
            readings("garden/air", state) == ["garden-7 temperature 21.5 Cel", "garden-7 relative_humidity 40.5 %"]
        )
        let message = scene.decode("garden/air", state)
        #expect(message.format == .homeAssistant)
        #expect(message.grounds.contains("discovery"))
        #expect(message.readings.allSatisfy { $0.quality == .good && $0.timeSource == .arrival })
        #expect(readings("garden/other", state).isEmpty)
    }

    @Test func aBareValueIsReadByIt() {
        discover(
            "sensor/rain/r",
            #"{"stat_t":"rain/now/state","dev_cla":"precipitation_intensity","unit_of_meas":"mm/h"}"#
        )
        discover(
            "binary_sensor/cellar/w",
            #"{"stat_t":"cellar/water","dev_cla":"moisture","pl_on":"wet","pl_off":"dry","dev":{"ids":["cellar"]}}"#
        )
        #expect(readings("rain/now/state", "2.5") == ["rain/now/state rain_rate 2.5 mm/h"])
        #expect(scene.decode("rain/now/state", "unknown word").outcome == .undecoded)
        #expect(scene.decode("rain/now/state", "nan").reason == .noValue)
        #expect(readings("cellar/water", "wet") == ["cellar water_leak 1.0 1"])
        #expect(readings("cellar/water", "dry") == ["cellar water_leak 0.0 1"])
        #expect(readings("cellar/water", "moist").isEmpty)
    }

    @Test func aDeviceNamesItsComponentsAtOnce() {
        discover(
            "device/roof",
            #"""
            {"dev":{"ids":["roof-1"]},"o":{"name":"x"},"stat_t":"roof/state","cmps":{
            "a":{"p":"sensor","dev_cla":"temperature","unit_of_meas":"°C","val_tpl":"{{ value_json.a }}"},
            "b":{"p":"sensor","stat_t":"roof/b","unit_of_meas":"hPa","dev_cla":"atmospheric_pressure"},
            "c":{"p":"binary_sensor","dev_cla":"motion","val_tpl":"{{ value_json.c }}","pl_on":true,"pl_off":false},
            "d":{"p":"switch","val_tpl":"{{ value_json.d }}"},"e":{"p":"sensor"}}}
            """#
        )
        #expect(
            readings("roof/state", #"{"a":3,"c":true,"d":1}"#) == [
                "roof-1 temperature 3.0 Cel", "roof-1 presence 1.0 1",
            ]
        )
        #expect(readings("roof/b", "1013") == ["roof-1 pressure 1013.0 hPa"])
    }

    @Test func anEmptyMessageTakesItBackAndAnotherReplacesIt() {
        let first = #"{"stat_t":"a/b","val_tpl":"{{ value_json.x }}","unit_of_meas":"°C","dev_cla":"temperature"}"#
        discover("sensor/a", first)
        #expect(readings("a/b", #"{"x":1,"y":2}"#) == ["a/b temperature 1.0 Cel"])
        discover("sensor/a", first.replacing("value_json.x", with: "value_json.y"))
        #expect(readings("a/b", #"{"x":1,"y":2}"#) == ["a/b temperature 2.0 Cel"])
        discover("sensor/a", "")
        #expect(readings("a/b", #"{"x":1,"y":2}"#).isEmpty)
        #expect(scene.ingest.buffer.discovery.valueCount == 0)
        // Anywhere else an empty message is none.
        #expect(scene.send("a/b", "").reason == .emptyPayload)
    }

    @Test func whatComesBeforeItIsReadAsBefore() {
        let state = #"{"temperature":20.5,"soil_ec":7,"linkquality":80}"#
        let before = readings("zigbee2mqtt/Beet", state)
        #expect(before.count == 2)
        discover(
            "sensor/0x00158d00026b9e52/soil_ec",
            #"""
            {"state_topic":"zigbee2mqtt/Beet","value_template":"{{ value_json.soil_ec }}","unit_of_measurement":"uS/cm",
            "state_class":"measurement","device":{"identifiers":["zigbee2mqtt_0x00158d00026b9e52"]}}
            """#
        )
        discover(
            "sensor/0x00158d00026b9e52/temperature",
            #"""
            {"state_topic":"zigbee2mqtt/Beet","value_template":"{{ value_json.temperature }}","unit_of_measurement":"°C",
            "device_class":"temperature","device":{"identifiers":["zigbee2mqtt_0x00158d00026b9e52"]}}
            """#
        )
        // The bridge's own decoder goes first, and its names stay; discovery adds what it does not know.
        let after = readings("zigbee2mqtt/Beet", state)
        #expect(after.prefix(2) == before[...])
        #expect(after.count == 3)
        #expect(after.last?.hasPrefix("Beet soil_ec 7.0") == true)
    }

    @Test(
        arguments: [
            ("temperature", "°C", "temperature_C", "temperature"), ("temperature", "°C", "t", "temperature"),
            ("temperature", "°C", "device_temperature", "device_temperature"),
            ("temperature", "°C", "dewpoint", "dew_point"), ("", "lqi", "linkquality", "linkquality"),
            ("carbon_dioxide", "ppm", "c", "co2"), ("pm25", "µg/m³", "x", "pm2_5"),
            ("speed", "km/h", "wind_avg", "wind_avg"),
            ("voltage", "V", "battery", "battery_voltage"), ("voltage", "mV", "supply", "supply"),
            ("signal_strength", "dBm", "strength", "rssi"), ("", " ", "humidity", "relative_humidity"),
            ("sound_pressure", "dBA", "db", "sound_pressure"), ("voltage", "V", "v", "voltage"),
            ("energy", "kWh", "e", "energy"), ("speed", "km/h", "s", "s"),
            ("timestamp", "", "last_seen", nil), ("", "", "firmware", nil), ("enum", "", "state_of_door", nil),
        ] as [(String, String, String, String?)]
    )
    func quantities(_ deviceClass: String, _ unit: String, _ key: String, _ quantity: String?) {
        discover(
            "sensor/x",
            #"{"stat_t":"s","val_tpl":"{{ value_json.\#(key) }}","dev_cla":"\#(deviceClass)","unit_of_meas":"\#(unit)"}"#
        )
        #expect(scene.decode("s", #"{"\#(key)":1}"#).readings.map(\.key.quantity.name) == (quantity.map { [$0] } ?? []))
    }

    @Test(arguments: ["unavailable", "unknown", "UNDEF", "None"])
    func aStateThatIsNotThereIsNoValue(_ word: String) {
        discover(
            "sensor/e",
            #"{"stat_t":"meter","val_tpl":"{{ value_json.e }}","dev_cla":"energy","unit_of_meas":"kWh"}"#
        )
        #expect(scene.decode("meter", #"{"e":3.5}"#).readings.map(\.unit.code) == ["kW.h"])
        #expect(scene.decode("meter", #"{"e":"\#(word)"}"#).reason == .noValue)
    }

    @Test func twoTemperaturesOfOneDeviceKeepApart() {
        for key in ["indoor.temperature", "outdoor.temperature", "windchill_C", "temperature"] {
            discover(
                "sensor/weather/\(key)",
                #"""
                {"stat_t":"weather/loop","val_tpl":"{{ value_json.\#(key) }}","unit_of_meas":"°C","dev_cla":"temperature"}
                """#
            )
        }
        let state = #"{"indoor":{"temperature":1},"outdoor":{"temperature":2},"windchill_C":3,"temperature":4}"#
        #expect(
            scene.decode("weather/loop", state).readings.map(\.key.quantity.name) == [
                "indoor_temperature", "outdoor_temperature", "windchill", "temperature",
            ]
        )
    }

    @Test func twoTopicsOfOneDeviceKeepApartWhicheverComesFirst() {
        func config(_ place: String) -> String {
            #"{"stat_t":"node/\#(place)/temperature","unit_of_meas":"°C","dev_cla":"temperature","dev":{"ids":["node"]}}"#
        }
        discover("sensor/a", config("indoor"))
        #expect(readings("node/indoor/temperature", "1") == ["node temperature 1.0 Cel"])
        discover("sensor/b", config("outdoor"))
        #expect(readings("node/indoor/temperature", "1") == ["node indoor_temperature 1.0 Cel"])
        #expect(readings("node/outdoor/temperature", "2") == ["node outdoor_temperature 2.0 Cel"])
        discover("sensor/a", "")
        #expect(readings("node/outdoor/temperature", "2") == ["node temperature 2.0 Cel"])
    }

    @Test(arguments: [
        "{{ value_json.x * 3.6 }}", "{% if value_json.x %}1{% endif %}", "{{ value_json.x + value_json.y }}",
        "{{ value_json.pop('x') }}", "{{ value_json.get(x) }}", "{{ value_json.get('x' }}", "{{ (value_json.x }}",
        "{{ (value_json.x * 2) | round }}", "{{ float(value_json.x) }}", "{{ states('sensor.x') }}", "{{ value_json }}",
        "{{ value_json.x | multiply(2) }}", "{{ value_json.x", "value_json.x", "{{ value_json['x }}", "{{ }}", "}}",
        "{{ value_json.x }} {{ value_json.y }}", "{{ value_json[x] }}", "{{ value_json.x | int(base=16) }}",
        "{{ value_json.x | round(1) | }}",
    ])
    func whatComputesIsNotUnderstoodAndSaidSo(_ template: String) {
        let payload = #"{"stat_t":"s","val_tpl":"\#(template)","unit_of_meas":"°C","dev_cla":"temperature"}"#
        #expect(ValueTemplate(template) == nil)
        #expect(scene.decode("homeassistant/sensor/s/config", payload).detail.contains("not understood"))
        #expect(readings("s", #"{"x":1,"y":2}"#).isEmpty)
    }

    @Test(
        arguments: [
            ("{{ value_json.get('a') }}", "/a"), ("{{ value_json.a.get('b/c', 0) | float }}", "/a/b~1c"),
            ("{{ (value_json.a | float(0)) | round(1) }}", "/a"), ("{{ ((value)) }}", nil),
            ("{{ value }}", nil), ("{{value|float}}", nil), ("{{ value_json.a.b }}", "/a/b"),
            ("{{ value_json['a b'].c }}", "/a b/c"), (#"{{ value_json["a/b"]['~'] }}"#, "/a~1b/~0"),
            ("{{ value_json.list[0].x | float(0) | round(2) }}", "/list/0/x"),
            ("{{- value_json.x | default('') -}}", "/x"), (" {{ value_json.x | is_defined }} ", "/x"),
        ] as [(String, String?)]
    )
    func simpleTemplatesArePaths(_ text: String, _ path: String?) {
        #expect(ValueTemplate(text) == (path.map { .path(pointer($0)) } ?? .payload))
    }

    @Test(arguments: [
        "A4C138AABBCC", "a4:c1:38:aa:bb:cc", "esp-a4-c1-38-aa-bb-cc", "zigbee2mqtt_0x00158d00026b9e52",
        "00158d.00026b9e.52",
    ])
    func hardwareAddressesDoNotBecomeNames(_ identifier: String) throws {
        for (number, key) in ["t", "h"].enumerated() {
            discover(
                "sensor/\(key)",
                #"""
                {"stat_t":"phone/\#(number)","val_tpl":"{{ value_json.\#(key) }}","dev_cla":"temperature",
                "unit_of_meas":"°C","dev":{"ids":["\#(identifier)"],"cns":[["mac","\#(identifier)"]]}}
                """#
            )
        }
        let first = try #require(scene.decode("phone/0", #"{"t":1}"#).readings.first?.key.sensor)
        #expect(first.hasPrefix("ha-"))
        #expect(first.count == 19)
        // The values of one device stay together.
        #expect(scene.decode("phone/1", #"{"h":1}"#).readings.first?.key.sensor == first)
        #expect(!"\(scene.batch)".contains(identifier))
    }

    @Test func hardwareAddressesDoNotBecomeQuantities() {
        discover("sensor/A4C138AABBCC_ec", #"{"stat_t":"ble/A4C138AABBCC","unit_of_meas":"W","dev":{"ids":["node"]}}"#)
        #expect(readings("ble/A4C138AABBCC", "1").isEmpty)
    }

    @Test(arguments: ["garden-7", "rtl_433_Acurite-5n1-1234", "20261118", "dead-beef-caf", "abcdef-12345"])
    func otherIdentifiersDo(_ identifier: String) {
        #expect(!HardwareAddress.isHeld(in: identifier))
    }

    @Test func theOperatorsTopicNamesTheSensor() {
        let scene = Scene(
            Subscription(template: filter("homeassistant/#"), format: .homeAssistant),
            Subscription(template: filter("site/{sensor}/state"), format: .homeAssistant)
        )
        scene.send(
            "homeassistant/sensor/x/config",
            #"{"stat_t":"site/gate/state","dev_cla":"temperature","unit_of_meas":"°F","dev":{"ids":["esp-4"]}}"#
        )
        let reading = scene.decode("site/gate/state", "50").readings.first
        #expect(reading?.key.sensor == "gate")
        #expect(reading?.flags == [])
        #expect(reading.map { abs($0.value - 10) < 1e-9 } == true)
        #expect(scene.decode("site/other/state", "50").reason == .unknownFormat)
        #expect(scene.decode("homeassistant/status", "online").outcome == .metadata)
        #expect(scene.decode("site/gate/state", "warm").reason == .notANumber)
        #expect(scene.decode("site/gate/state", "{").outcome == .malformed)
    }

    @Test func aMappingAndADeclaredFormatGoFirst() throws {
        let mapping = try JSONMapping(readings: [
            .init(quantity: Quantity("no2"), pointer: pointer("/x"), unit: Unit("[ppb]"))
        ])
        let scene = Scene(
            Subscription(template: filter("homeassistant/#"), format: .auto),
            Subscription(template: filter("a"), format: .auto, mapping: mapping),
            Subscription(template: filter("b"), format: .json, mapping: mapping)
        )
        for topic in ["a", "b"] {
            scene.send(
                "homeassistant/sensor/\(topic)/config",
                #"{"stat_t":"\#(topic)","val_tpl":"{{ value_json.x }}","dev_cla":"temperature","unit_of_meas":"°C"}"#
            )
            #expect(scene.decode(topic, #"{"x":1}"#).readings.map(\.key.quantity.name) == ["no2"])
        }
    }

    @Test func brokersDoNotSpeakForEachOther() {
        var other = Subscription.below("x", .auto)
        other.source = 1
        let scene = Scene(Subscription(template: filter("#"), format: .auto), other)
        scene.send("homeassistant/sensor/s/config", #"{"stat_t":"x/s","dev_cla":"temperature","unit_of_meas":"°C"}"#)
        #expect(scene.send("x/s", Array("1".utf8), source: 0).bucket == .stored)
        #expect(scene.send("x/s", Array("1".utf8), source: 1).bucket == .quarantined)
    }
}
