import BelfryModel
import Testing

@testable import BelfryIngest

/// Plugs, buttons, cameras and bridges: much of what they say is no measured value, and no fault either.
@Suite struct HomeDeviceTests {
    let scene = Scene(Subscription(template: filter("#"), format: .auto))

    @Test func mainsAreInVoltsAndBatteriesInMillivolts() {
        let plug = #"{"current":0.03,"energy":11.05,"linkquality":127,"power":0,"state":"ON","voltage":230}"#
        #expect(
            readings("zigbee2mqtt/plug", plug) == [
                "plug current 0.03 A", "plug energy 11.05 kW.h", "plug linkquality 127.0 1", "plug power 0.0 W",
                "plug voltage 230.0 V",
            ]
        )
        #expect(readings("zigbee2mqtt/plug", #"{"voltage":229.7}"#) == ["plug voltage 229.7 V"])
        #expect(
            readings("zigbee2mqtt/d", #"{"battery":3,"voltage":900}"#) == ["d battery 3.0 %", "d voltage 0.9 V"]
        )
        #expect(
            readings("zigbee2mqtt/d", #"{"voltage":3000,"battery_low":false}"#) == [
                "d voltage 3.0 V", "d battery_low 0.0 1",
            ]
        )
        #expect(readings("zigbee2mqtt/d", #"{"voltage":"3045"}"#) == ["d voltage 3.045 V"])
    }

    @Test func attributesOnTopicsOfTheirOwnAreRead() {
        #expect(readings("zigbee2mqtt/Süd/Dach/temperature", "21.5") == ["Süd/Dach temperature 21.5 Cel"])
        #expect(readings("zigbee2mqtt/door/contact", "true") == ["door contact 1.0 1"])
    }

    @Test(
        arguments: [
            ("zigbee2mqtt/bridge/request/device/remove", #"{"id":"x"}"#, .command),
            ("zigbee2mqtt/bridge/state", "online", .metadata), ("zigbee2mqtt/lamp/availability", "online", .event),
            ("zigbee2mqtt/lamp/availability", #"{"state":"online"}"#, .event),
            ("zigbee2mqtt/button/action", "single", .event), ("zigbee2mqtt/button", #"{"action":"single"}"#, .event),
            ("zigbee2mqtt/lamp", #"{"state":"ON","brightness":254}"#, .event),
            ("zigbee2mqtt/lamp/set", "ON", .command), ("zigbee2mqtt/lamp/set/brightness", "12", .command),
            ("zigbee2mqtt/lamp/get", #"{"state":""}"#, .command), ("zigbee2mqtt/lamp/brightness", "12", .event),
            ("homeassistant/status", "online", .metadata),
            ("frigate/available", "online", .event), ("frigate/front_door/motion", "ON", .event),
            ("frigate/front_door/detect/state", "ON", .metadata), ("frigate/front_door/detect/set", "ON", .command),
            ("frigate/stats", #"{"cameras":{}}"#, .metadata), ("frigate/reviews", #"{"type":"new"}"#, .event),
            ("frigate/front_door/motion_threshold/state", "30", .metadata),
            ("frigate/front_door/person", "many", .malformed), ("frigate/events", "online", .malformed),
            ("tele/plug/STATE", #"{"Time":"2026-11-18T12:00:00","POWER":"ON","Wifi":{"RSSI":80}}"#, .metadata),
            ("stat/plug/STATUS5", #"{"StatusNET":{"Hostname":"plug","Mac":"AA:BB:CC:DD:EE:FF"}}"#, .metadata),
            ("tele/plug/INFO2", #"{"Info2":{"WebServerMode":"Admin"}}"#, .metadata),
            ("tele/plug/LWT", "Online", .event), ("stat/plug/POWER", "ON", .event),
            ("stat/plug/POWER2", "OFF", .event), ("stat/plug/RESULT", #"{"POWER":"ON"}"#, .event),
            ("plug/tele/LWT", "Offline", .event), ("cmnd/plug/POWER", "TOGGLE", .command),
            ("tele/plug/SENSOR", "Online", .malformed), ("tele/plug/SENSOR", #"{"Time":1,"Switch1":"ON"}"#, .metadata),
            ("tele/bridge/SENSOR", #"{"ZbReceived":{"0x099F":{"Device":"0x099F","Power":1}}}"#, .event),
        ] as [(String, String, Outcome)]
    )
    func wordsAndStatesAreNoFault(_ topic: String, _ payload: String, _ outcome: Outcome) {
        let decoded = scene.decode(topic, payload)
        #expect(decoded.outcome == outcome, "\(topic): \(decoded.reason.name)")
        #expect(decoded.readings.isEmpty)
        // Declared, the format reads them in the same way.
        let declared = Scene(Subscription(template: filter("#"), format: decoded.format))
        #expect(declared.decode(topic, payload).outcome == outcome, "\(topic) as \(decoded.format.name)")
    }

    @Test func picturesAreNoFault() {
        let picture: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46]
        #expect(scene.decode("frigate/front_door/person/snapshot", picture).outcome == .metadata)
        #expect(scene.decode("zigbee2mqtt/bridge/x", picture).outcome == .metadata)
    }

    @Test func numbersOnForeignTopicsBelowTeleAreStillPlainValues() {
        let scene = Scene(Subscription(template: filter("tele/{sensor}/{quantity}"), format: .auto, agency: "a"))
        #expect(scene.decode("tele/roof/temperature", "21.5").readings.map(\.value) == [21.5])
    }

    @Test func metersAreRead() {
        let energy = """
            {"Time":"2026-11-18T11:59:00","ENERGY":{"TotalStartTime":"2020-01-01T00:00:00","Total":3.185,"Today":0.2,
             "Power":33,"ApparentPower":40,"Factor":0.8,"Voltage":230,"Current":0.14}}
            """
        let expected = ["energy 3.185 kW.h", "power 33.0 W", "power_factor 0.8 1", "voltage 230.0 V", "current 0.14 A"]
        #expect(readings("tele/plug/SENSOR", energy) == expected.map { "plug \($0)" })
        #expect(readings("stat/plug/STATUS8", "{\"StatusSNS\":\(energy)}") == expected.map { "plug \($0)" })
        let phases = #"{"ENERGY":{"Total":1.5,"Voltage":[230,231,229]}}"#
        #expect(
            readings("tele/plug/SENSOR", phases) == [
                "plug energy 1.5 kW.h", "plug/1 voltage 230.0 V", "plug/2 voltage 231.0 V", "plug/3 voltage 229.0 V",
            ]
        )
        let pause = #"{"ENERGY":{"Power":[12,null,0],"Frequency":50}}"#
        #expect(
            readings("tele/plug/SENSOR", pause) == [
                "plug/1 power 12.0 W", "plug/3 power 0.0 W", "plug frequency 50.0 Hz",
            ]
        )
        let shunt = #"{"INA219":{"Voltage":4.5,"Current":0.02,"Power":0.09}}"#
        #expect(
            readings("tele/box/SENSOR", shunt) == [
                "box/INA219 voltage 4.5 V", "box/INA219 current 0.02 A", "box/INA219 power 0.09 W",
            ]
        )
    }

    @Test func whatMovesAndAllThatIsInAPictureIsCounted() {
        #expect(readings("frigate/gate/all", "3") == ["gate object_count 3.0 1"])
        #expect(readings("frigate/gate/car/active", "1") == ["gate active_car_count 1.0 1"])
        #expect(readings("frigate/gate/all/active", "0") == ["gate active_object_count 0.0 1"])
        #expect(scene.decode("frigate/gate/somebody", "1").readings.isEmpty)
        #expect(scene.decode("frigate/gate/audio/speech", "ON").outcome == .event)
        #expect(scene.decode("frigate/gate/audio/state", "ON").outcome == .metadata)
        #expect(scene.decode("frigate/gate/classification/door", "open").outcome == .event)
    }

    @Test func chipsWithANumberAreToldApartByIt() {
        let probes =
            #"{"DS18B20_1":{"Id":"01","Temperature":1},"DS18B20_2":{"Id":"02","Temperature":2},"TempUnit":"C"}"#
        #expect(
            readings("tele/t/SENSOR", probes) == ["t/DS18B20_1 temperature 1.0 Cel", "t/DS18B20_2 temperature 2.0 Cel"]
        )
        let soil = #"{"seesaw_soil":{"Temperature":20,"Moisture":31},"TempUnit":"C"}"#
        #expect(readings("tele/t/SENSOR", soil) == ["t temperature 20.0 Cel", "t soil_moisture 31.0 %"])
    }

    @Test func whatTasmotaTellsBesideItsMainValues() {
        let weather = #"{"BMP280":{"Pressure":1000,"SeaPressure":1013},"SGP30":{"eCO2":410},"PressureUnit":"mbar"}"#
        #expect(
            readings("tele/t/SENSOR", weather) == [
                "t pressure 1000.0 hPa", "t sea_level_pressure 1013.0 mbar", "t eco2 410.0 [ppm]",
            ]
        )
        let heard = #"{"ZbReceived":{"0x1A":{"Battery":80,"BatteryPercentage":80,"Temperature":3}}}"#
        #expect(readings("tele/z/SENSOR", heard) == ["z/0x1A battery 80.0 %", "z/0x1A temperature 3.0 Cel"])
        #expect(scene.decode("tele/t/SENSOR", #"{"AS3935":{"Event":4,"Distance":12}}"#).readings.isEmpty)
        let discovery = #"{"sn":{"DS18B20":{"Temperature":20}},"ver":1}"#
        #expect(scene.decode("tasmota/discovery/A0B1C2D3E4F5/sensors", discovery).outcome == .metadata)
    }

    @Test func endpointsOfAZigbeeDeviceAreSensorsOfTheirOwn() {
        let state = """
            {"temperature":20,"temperature_probe":3,"temperature_unit":"celsius","temperature_calibration":0.5,
             "power_phase_b":12,"voltage_phase_b":231,"humidity_l1":40}
            """
        #expect(
            readings("zigbee2mqtt/d", state) == [
                "d temperature 20.0 Cel", "d/probe temperature 3.0 Cel", "d/phase_b power 12.0 W",
                "d/phase_b voltage 231.0 V", "d/l1 relative_humidity 40.0 %",
            ]
        )
        #expect(readings("zigbee2mqtt/d/voltage", "230") == ["d voltage 230.0 V"])
        #expect(readings("zigbee2mqtt/d/voltage", "3000") == ["d voltage 3.0 V"])
        // Of a battery in millivolts, also of an endpoint; and a thermostat's own sensor yields to the one beside it.
        #expect(
            readings("zigbee2mqtt/d", #"{"battery":99,"voltage_l1":3000,"local_temperature":20,"temperature":19}"#)
                == ["d battery 99.0 %", "d/l1 voltage 3.0 V", "d temperature 19.0 Cel"]
        )
        let bed = #"{"soil_moisture":31,"rain":false,"noise":43,"local_temperature":19.5}"#
        #expect(
            readings("zigbee2mqtt/bed", bed) == [
                "bed soil_moisture 31.0 %", "bed rain_detected 0.0 1", "bed laeq 43.0 dB(A)",
                "bed temperature 19.5 Cel",
            ]
        )
    }

    @Test(
        "Whether it rains is a boolean, 0 or 1; how much it rains is another quantity",
        arguments: [("true", 1.0), ("false", 0.0), ("1", 1.0), ("0", 0.0), ("2.5", nil), ("\"2.5\"", nil), ("-1", nil)]
    )
    func rainIsASwitch(_ value: String, _ expected: Double?) {
        let rain = expected.map { "rain_detected \($0) 1" }
        let state = #"{"battery":99,"rain":\#(value),"rain_l1":\#(value)}"#
        let parts = rain.map { ["d \($0)", "d/l1 \($0)"] } ?? []
        #expect(readings("zigbee2mqtt/d", state) == ["d battery 99.0 %"] + parts)
        #expect(readings("zigbee2mqtt/d/rain", value) == Array(parts.prefix(1)))
        guard expected == nil else { return }
        let alone = scene.decode("zigbee2mqtt/d", #"{"rain":\#(value)}"#)
        #expect(alone.outcome == .undecoded && alone.reason == .noKnownQuantity)
    }

    @Test func mercuryAndTheDustSensorsKeysAreUnderstood() throws {
        let dust = #"{"SPS30":{"PM1_0":3.5,"PM2_5":4.25,"PM4_0":4.5,"PM10":5,"NCPM0_5":23}}"#
        #expect(readings("tele/d/SENSOR", dust) == ["d pm1 3.5 ug/m3", "d pm2_5 4.25 ug/m3", "d pm10 5.0 ug/m3"])
        for (unit, value) in [("mmHg", 760.0), ("inHg", 29.92126), ("hPa", 1013.247)] {
            let message = #"{"BMP280":{"Pressure":\#(value)},"PressureUnit":"\#(unit)"}"#
            let reading = try #require(scene.decode("tele/d/SENSOR", message).readings.first)
            #expect(abs(reading.value - 1013.247) < 0.001)
            #expect(reading.unit == Unit("hPa"))
        }
        #expect(UnitName.unit("mmHg")?.code == "mm[Hg]")
        #expect(UnitName.unit("inHg")?.code == "[in_i'Hg]")
        #expect(UnitName.unit("mm[Hg]")?.code == "mm[Hg]")
    }

    @Test func zigbeeDevicesBehindABridgeHaveTheirOwnNames() {
        let message = """
            {"ZbReceived":{"0x099F":{"Device":"0x099F","Temperature":22.3,"Humidity":55,"LinkQuality":80}}}
            """
        #expect(
            readings("tele/bridge/SENSOR", message) == [
                "bridge/0x099F temperature 22.3 Cel", "bridge/0x099F relative_humidity 55.0 %",
            ]
        )
    }

    @Test func ofTwoChipsTheSecondCarriesItsName() {
        let message = """
            {"BMP280":{"Temperature":24.5,"Pressure":1013},"HTU21":{"Temperature":24.9,"Humidity":40},
             "SDS0X1":{"PM2.5":4},"SPS30":{"PM2_5":5},"ESP32":{"Temperature":51},"TempUnit":"C"}
            """
        #expect(
            readings("tele/roof/SENSOR", message) == [
                "roof temperature 24.5 Cel", "roof pressure 1013.0 hPa", "roof/HTU21 temperature 24.9 Cel",
                "roof relative_humidity 40.0 %", "roof pm2_5 4.0 ug/m3", "roof/SPS30 pm2_5 5.0 ug/m3",
                "roof/ESP32 temperature 51.0 Cel",
            ]
        )
        scene.send("tele/roof/SENSOR", message)
        #expect(!scene.batch.readings.contains { $0.flags.contains(.correction) })
    }

    @Test func devicesAreEverythingBetweenPrefixAndLastLevel() {
        let message = #"{"AM2301":{"Humidity":40}}"#
        #expect(readings("tele/tasmota/kitchen/SENSOR", message) == ["tasmota/kitchen relative_humidity 40.0 %"])
        #expect(readings("kitchen/tele/SENSOR", message) == ["kitchen relative_humidity 40.0 %"])
        #expect(readings("stat/kitchen/STATUS10", "{\"StatusSNS\":\(message)}") == ["kitchen relative_humidity 40.0 %"])
    }

    private func readings(_ topic: String, _ payload: String) -> [String] {
        scene.decode(topic, payload).readings.map {
            "\($0.key.sensor) \($0.key.quantity.name) \($0.value) \($0.unit.code)"
        }
    }
}
