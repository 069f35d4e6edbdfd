import BelfryModel
import Testing

@testable import BelfryIngest

/// What codecs of LoRaWAN devices make of their bytes: many hands, many manners.
@Suite struct CodecObjectTests {
    /// The readings of an object, as ChirpStack hands it on: `sensor quantity value unit`.
    private func readings(_ object: String, _ scene: Scene? = nil) -> [String] {
        let scene = scene ?? Scene(Subscription(template: filter("#"), format: .auto))
        let payload = #"{"deviceInfo":{"devEui":"d1"},"object":\#(object)}"#
        return scene.decode("application/9/device/d1/event/up", payload).readings.map {
            "\($0.key.sensor) \($0.key.quantity.name) \(Self.text(of: $0.value)) \($0.unit.code)"
        }
    }

    /// To six decimals, so that a factor's last bit does not show.
    private static func text(of value: Double) -> String {
        let rounded = (value * 1e6).rounded() / 1e6
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    @Test(arguments: [
        // Decentlab: a value with its unit.
        (
            #"{"air_temperature":{"displayName":"Air temperature","unit":"°C","value":22.1},"protocol_version":2}"#,
            ["d1 temperature 22.1 Cel"]
        ),
        (#"{"a":{"air_humidity":{"unit":"%","value":null},"co2":{"value":417}}}"#, ["d1 co2 417 [ppm]"]),
        (
            #"{"battery_voltage":{"unit":"V","value":3.012},"tilt":{"unit":"\u00b0","value":4}}"#,
            ["d1 battery_voltage 3.012 V", "d1 tilt 4 deg"]
        ),
        // Cayenne LPP, as ChirpStack writes it and as The Things Stack does.
        (
            #"{"temperatureSensor":{"3":27.2},"humiditySensor":{"4":41},"barometer":{"5":1013.2}}"#,
            ["d1 temperature 27.2 Cel", "d1 relative_humidity 41 %", "d1 pressure 1013.2 hPa"]
        ),
        (
            #"{"temperature_1":22.5,"relative_humidity_2":44,"barometric_pressure_3":1013,"no_3":4}"#,
            ["d1 temperature 22.5 Cel", "d1 relative_humidity 44 %", "d1 pressure 1013 hPa"]
        ),
        // SenseCAP.
        (
            """
            {"valid":true,"err":0,"messages":[[{"measurementValue":24.9,"measurementId":"4097","type":"Air Temperature"},
             {"measurementValue":60,"measurementId":4098,"type":"x"},
             {"measurementValue":100130,"measurementId":"9","type":"Barometric Pressure"}],
             {"type":"upload_battery","battery":98}]}
            """,
            ["d1 temperature 24.9 Cel", "d1 relative_humidity 60 %", "d1 pressure 1001.3 hPa", "d1 battery 98 %"]
        ),
        // Dragino and Elsys.
        (
            #"{"TempC_DS":18.4,"Hum_SHT":"55.1","BatV":3.05,"Work_mode":"DS18B20"}"#,
            ["d1/TempC_DS temperature 18.4 Cel", "d1 relative_humidity 55.1 %", "d1 battery_voltage 3.05 V"]
        ),
        (
            #"{"externalTemperature":4.1,"vdd":3642}"#,
            ["d1/externalTemperature temperature 4.1 Cel", "d1 battery_voltage 3.642 V"]
        ),
        (#"{"Bat":"3.27 V","TempC_SHT":"30.11 \u00b0C"}"#, ["d1 battery_voltage 3.27 V", "d1 temperature 30.11 Cel"]),
    ])
    func manners(_ object: String, _ expected: [String]) {
        #expect(readings(object) == expected)
    }

    @Test(arguments: [
        (#"{"battery":3.6}"#, "d1 battery_voltage 3.6 V"), (#"{"battery":3}"#, "d1 battery 3 %"),
        (#"{"battery":0.85}"#, "d1 battery 0.85 "), (#"{"battery":97.5}"#, "d1 battery 97.5 %"),
        (#"{"batteryLevel":3300}"#, "d1 battery_voltage 3.3 V"), (#"{"battery":"4 %"}"#, "d1 battery 4 %"),
        (#"{"pressure":101325}"#, "d1 pressure 1013.25 hPa"), (#"{"pressure":1013.25}"#, "d1 pressure 1013.25 hPa"),
    ])
    func aValueThatCannotBeInTheUnitOfItsKey(_ object: String, _ expected: String) {
        #expect(readings(object) == [expected])
    }

    @Test func whatTheOperatorDeclaresIsNotGuessedAt() {
        let declared = Subscription(template: filter("#"), format: .auto, units: ["battery": Unit("%")])
        #expect(readings(#"{"battery":3.6}"#, Scene(declared)) == ["d1 battery 3.6 %"])
    }

    @Test(arguments: [
        (
            #"{"inside":{"temperature":21,"humidity":40},"outside":{"temperature":5}}"#,
            ["d1/inside temperature 21 Cel", "d1/inside relative_humidity 40 %", "d1/outside temperature 5 Cel"]
        ),
        (
            #"{"outside":{"temperature":5},"inside":{"temp":21}}"#,
            ["d1/outside temperature 5 Cel", "d1/inside temperature 21 Cel"]
        ),
        (
            #"{"temperature":21,"externalTemperature":5}"#,
            ["d1 temperature 21 Cel", "d1/externalTemperature temperature 5 Cel"]
        ),
        (
            #"{"TempC_SHT":21,"TempC_DS":5,"Hum_SHT":40}"#,
            ["d1 temperature 21 Cel", "d1/TempC_DS temperature 5 Cel", "d1 relative_humidity 40 %"]
        ),
        (
            #"{"temperatureSensor":{"3":27.2,"4":21.5}}"#,
            ["d1/3 temperature 27.2 Cel", "d1/4 temperature 21.5 Cel"]
        ),
        // A sensor that is silent still has its place.
        (#"{"inside":{"temperature":21},"outside":{"temperature":null}}"#, ["d1/inside temperature 21 Cel"]),
        (#"{"inside":{"temperature":21}}"#, ["d1/inside temperature 21 Cel"]),
        // A level that is no place adds its name only where it has to.
        (
            #"{"air":{"temperature":21},"road":{"temperature":5}}"#,
            ["d1/air temperature 21 Cel", "d1/road temperature 5 Cel"]
        ),
        (#"{"air":{"temperature":21}}"#, ["d1 temperature 21 Cel"]),
        (
            #"{"port1":{"externalTemperature":1},"port2":{"externalTemperature":2}}"#,
            ["d1/port1/externalTemperature temperature 1 Cel", "d1/port2/externalTemperature temperature 2 Cel"]
        ),
        (
            #"{"a":{"TempC1":1},"b":{"TempC1":2}}"#,
            ["d1/a/TempC1 temperature 1 Cel", "d1/b/TempC1 temperature 2 Cel"]
        ),
        (
            #"{"a":{"tilt":{"unit":"deg","value":1}},"b":{"tilt":{"unit":"deg","value":2}}}"#,
            ["d1/a tilt 1 deg", "d1/b tilt 2 deg"]
        ),
    ])
    func twoValuesOfOneQuantityAreTwoSeries(_ object: String, _ expected: [String]) {
        #expect(readings(object) == expected)
    }

    @Test(arguments: [
        (#"{"temperature":21,"externalTemperature":5}"#, #"{"temperature":21}"#, #"{"externalTemperature":5}"#),
        (#"{"TempC_SHT":21,"TempC_DS":5}"#, #"{"TempC_SHT":21}"#, #"{"TempC_DS":5}"#),
        (#"{"temperature_chn1":21,"temperature_chn2":5}"#, #"{"temperature_chn1":21}"#, #"{"temperature_chn2":5}"#),
        (#"{"TempC1":21,"TempC2":5}"#, #"{"TempC1":21}"#, #"{"TempC2":5}"#),
        (#"{"probe1":{"temp":21},"probe2":{"temp":5}}"#, #"{"probe1":{"temp":21}}"#, #"{"probe2":{"temp":5}}"#),
        (#"{"indoor":{"temp":21},"temp":5}"#, #"{"indoor":{"temp":21}}"#, #"{"temp":5}"#),
    ])
    func aProbeThatIsLeftOutMovesNothing(_ both: String, _ first: String, _ second: String) {
        #expect(readings(both) == readings(first) + readings(second))
    }

    @Test(arguments: [
        // Nobody says how a noise is weighted; but a key or a value may.
        (#"{"noise":52.5,"eco2":640,"NH3":"NoSensor"}"#, ["d1 laeq 52.5 ", "d1 eco2 640 [ppm]"]),
        (
            #"{"distance1_cm":120,"distance2_cm":80}"#,
            ["d1/distance1_cm measured_distance 1.2 m", "d1/distance2_cm measured_distance 0.8 m"]
        ),
        (#"{"noise_dBA":52.5}"#, ["d1 laeq 52.5 dB(A)"]),
        (#"{"water_SOIL_f":13.7,"temp_SOIL":13}"#, ["d1 soil_temperature 13 Cel"]),
        (#"{"water_level_mm":120,"level_c":1}"#, ["d1 water_level 0.12 m"]),
        (#"{"TVOC_ppb":18,"CO2_ppm":523}"#, ["d1 tvoc 18 [ppb]", "d1 co2 523 [ppm]"]),
        (#"{"humidity_%":44,"pressure_kPa":101.3}"#, ["d1 relative_humidity 44 %", "d1 pressure 1013 hPa"]),
        (#"{"water_level_cm":123,"batt_percent":88}"#, ["d1 water_level 1.23 m", "d1 battery 88 %"]),
        (
            #"{"line_1_total_in":12,"line_2_total_in":3}"#,
            ["d1/line_1 people_in 12 1", "d1/line_2 people_in 3 1"]
        ),
        (
            #"{"occupied":true,"water_leak":false,"humi":40}"#,
            ["d1 occupied 1 1", "d1 water_leak 0 1", "d1 relative_humidity 40 %"]
        ),
        (
            #"{"pm2_5_mass_concentration":{"unit":"µg⋅m⁻³","value":6},"wind_speed":{"unit":"m⋅s⁻¹","value":2}}"#,
            ["d1 pm2_5 6 ug/m3", "d1 wind_speed 2 m/s"]
        ),
    ])
    func whatStandsAroundATerm(_ object: String, _ expected: [String]) {
        #expect(readings(object) == expected)
    }

    @Test func whatCameBeforeChangesNoName() {
        let scene = Scene(Subscription(template: filter("#"), format: .auto))
        let both = #"{"inside":{"temperature":21},"outside":{"temperature":5}}"#
        let one = #"{"inside":{"temperature":21}}"#
        let first = readings(both, scene)
        #expect(readings(one, scene) == ["d1/inside temperature 21 Cel"])
        #expect(readings(both, scene) == first)
    }

    @Test func aDeclaredNameThatRepeatsIsQualifiedToo() {
        let scene = Scene(Subscription(template: filter("#"), format: .auto, units: ["counter": Unit("1")]))
        #expect(
            readings(#"{"a":{"counter":1},"b":{"counter":2}}"#, scene) == ["d1/a counter 1 1", "d1/b counter 2 1"]
        )
        #expect(readings(#"{"a":{"counter":1}}"#, scene) == ["d1 counter 1 1"])
    }
}
