import BelfryModel
import Testing

@testable import BelfryIngest

/// What stands around a codec's object: times that contradict each other, normalized payloads, commands.
@Suite struct UplinkTests {
    private let scene = Scene(Subscription(template: filter("#"), format: .auto))

    private func readings(_ topic: String, _ payload: String) -> [String] {
        scene.decode(topic, payload).readings.map {
            "\($0.key.sensor) \($0.key.quantity.name) \($0.value) \($0.unit.code)"
        }
    }

    /// Seconds of a ChirpStack uplink's reading before the arrival, and whether its clock is doubted.
    private func chirpStack(_ times: String) -> (age: Int64, isDoubted: Bool)? {
        let payload = #"{\#(times),"deviceInfo":{"devEui":"d1"},"object":{"temperature":20}}"#
        return scene.decode("application/9/device/d1/event/up", payload).readings.first.map {
            (Scene.noon.nanosecondsSince($0.eventTime) / Nanoseconds.perSecond, $0.flags.contains(.clock))
        }
    }

    @Test func ofTwoTimesThatContradictTheOneNearerToTheArrivalCounts() throws {
        let server = try #require(
            chirpStack(#""time":"2026-11-16T11:59:00Z","rxInfo":[{"gwTime":"2026-11-18T11:59:50Z"}]"#)
        )
        #expect(server.age == 10 && server.isDoubted)
        let gateway = try #require(
            chirpStack(#""time":"2026-11-18T11:59:58Z","rxInfo":[{"gwTime":"2020-01-01T00:00:00Z"}]"#)
        )
        #expect(gateway.age == 2 && gateway.isDoubted)
        let agreed = try #require(
            chirpStack(#""time":"2026-11-18T11:59:58Z","rxInfo":[{"nsTime":"2026-11-18T11:59:59Z"}]"#)
        )
        #expect(agreed.age == 2 && !agreed.isDoubted)
    }

    @Test func aGatewayWhoseClockWasNeverSetTellsNoTime() throws {
        let payload = """
            {"end_device_ids":{"device_id":"d"},"uplink_message":{"decoded_payload":{"temperature":"30.11 \\u00b0C"},
             "rx_metadata":[{"time":"1970-01-01T00:04:10Z"}],"received_at":"2026-11-18T11:59:57Z"}}
            """
        let reading = try #require(scene.decode("v3/a@t/devices/d/up", payload).readings.first)
        #expect(reading.value == 30.11)
        #expect(Scene.noon.nanosecondsSince(reading.eventTime) == 3 * Nanoseconds.perSecond)
        #expect(!reading.flags.contains(.clock))
    }

    @Test(arguments: ["uplink_message", "uplink_normalized"])
    func aNormalizedPayloadAloneIsReadByItsSchema(_ key: String) {
        let payload = """
            {"end_device_ids":{"device_id":"d"},"\(key)":{"normalized_payload":[{"air":{"temperature":21.5,
             "relativeHumidity":40,"pressure":1013,"co2":417},"wind":{"speed":3,"direction":90},"battery":3.1},
             {"soil":{"moisture":22}}]}}
            """
        #expect(
            readings("v3/a@t/devices/d/up/normalized", payload) == [
                "d temperature 21.5 Cel", "d relative_humidity 40.0 %", "d pressure 1013.0 hPa", "d co2 417.0 [ppm]",
                "d wind_speed 3.0 m/s", "d wind_direction 90.0 deg", "d battery_voltage 3.1 V",
                "d soil_moisture 22.0 %",
            ]
        )
    }

    @Test func soilAtTwoDepthsIsTwoSensors() {
        let payload = """
            {"end_device_ids":{"device_id":"d"},"uplink_message":{"normalized_payload":[
             {"soil":{"depth":10,"moisture":22}},{"soil":{"depth":30,"moisture":25}}]}}
            """
        let expected = ["d/10 soil_moisture 22.0 %", "d/30 soil_moisture 25.0 %"]
        #expect(readings("v3/a@t/devices/d/up", payload) == expected)
    }

    @Test(arguments: [
        ("v3/a@t/devices/d/down/push", #"{"downlinks":[{"f_port":1,"frm_payload":"AQ=="}]}"#),
        ("application/9/device/70b3d5/command/down", #"{"devEui":"70b3d5","fPort":2,"data":"AQ=="}"#),
    ])
    func whatADeviceIsToldIsACommand(_ topic: String, _ payload: String) {
        #expect(scene.decode(topic, payload).outcome == .command)
    }

    @Test(arguments: ["queued", "sent", "ack", "nack", "failed"])
    func whatBecameOfACommandIsAnEvent(_ what: String) {
        let payload = #"{"end_device_ids":{"device_id":"d"},"downlink_\#(what)":{"f_port":1}}"#
        #expect(scene.decode("v3/a@t/devices/d/down/\(what)", payload).outcome == .event)
    }

    @Test func anEmptyObjectIsNoCodecs() {
        let payload = #"{"deviceInfo":{"devEui":"70b3d5"},"fPort":2,"data":"AQ==","object":{}}"#
        #expect(scene.decode("application/9/device/70b3d5/event/up", payload).reason == .rawPayload)
    }

    @Test func leaksMotionAndContactsAreNormalizedToo() {
        let payload = """
            {"end_device_ids":{"device_id":"d"},"uplink_message":{"normalized_payload":[
             {"water":{"leak":false},"action":{"motion":{"detected":true,"count":3},"contactState":"open"}}]}}
            """
        let expected = ["d water_leak 0.0 1", "d presence 1.0 1", "d contact 0.0 1"]
        #expect(readings("v3/a@t/devices/d/up", payload) == expected)
    }

    @Test(
        arguments: [
            ("eu868/gateway/00ff0a0b0c0d0e0f/event/up", .event), ("gateway/00FF0A0B0C0D0E0F/event/stats", .metadata),
            ("us915_0/gateway/00ff0a0b0c0d0e0f/state/conn", .metadata),
            ("eu868/gateway/00ff0a0b0c0d0e0f/command/down", .command),
            ("eu868/gateway/roof/event/up", .undecoded),
        ] as [(String, Outcome)]
    )
    func gatewaysOfLoRaWANAreNoSensors(_ topic: String, _ outcome: Outcome) {
        #expect(scene.decode(topic, #"{"gatewayId":"00ff0a0b0c0d0e0f"}"#).outcome == outcome)
        if outcome != .undecoded { #expect(scene.decode(topic, [0x0A, 0x02, 0x40, 0xFF]).outcome == outcome) }
    }

    @Test func aStatusOfAllDetectorsMayBeAListInJSON() {
        let payload = """
            {"mType":"rSMsg","type":"StatusUpdate","cId":"C","sTs":"2026-11-18T12:00:00.000Z","sS":[
             {"sCI":"S0205","n":"vehicles","s":[3,-1,0],"q":"recent"}]}
            """
        #expect(readings("rsmp", payload) == ["C/1 vehicle_count 3.0 1", "C/3 vehicle_count 0.0 1"])
    }

    @Test(
        arguments: [
            (#""type":"Alarm","aCId":"A1","aSp":"Suspend""#, .command),
            (#""type":"Alarm","aCId":"A1","aSp":"Suspend","aS":"Active","sS":"Suspended""#, .event),
            (#""type":"Alarm","aCId":"A1","aSp":"Issue","aS":"Active""#, .event),
            (#""type":"AggregatedStatusRequest""#, .command), (#""type":"CommandResponse""#, .event),
        ] as [(String, Outcome)]
    )
    func whatASupervisorAsksForIsACommand(_ fields: String, _ outcome: Outcome) {
        #expect(scene.decode("rsmp", #"{"mType":"rSMsg","cId":"C",\#(fields)}"#).outcome == outcome)
    }

    @Test func aStatusOfAllDetectorsIsReadDetectorByDetector() {
        let payload = """
            {"mType":"rSMsg","type":"StatusUpdate","cId":"C","sTs":"2026-11-18T12:00:00.000Z","sS":[
             {"sCI":"S0205","n":"vehicles","s":"3,14,-1","q":"recent"},
             {"sCI":"S0205","n":"start","s":"2026-11-18T11:55:00.000Z","q":"recent"},
             {"sCI":"S0206","n":"speed","s":"-1,47,50","q":"recent"},{"sCI":"S0208","n":"B","s":"2","q":"recent"},
             {"sCI":"S0202","n":"speed","s":"-1","q":"recent"}]}
            """
        let expected = [
            "C/1 vehicle_count 3.0 1", "C/2 vehicle_count 14.0 1", "C/2 speed 47.0 km/h", "C/3 speed 50.0 km/h",
            "C/1 bus_count 2.0 1",
        ]
        #expect(readings("rsmp/x", payload) == expected)
        let ages = scene.decode("rsmp/x", payload).readings.map { Scene.noon.nanosecondsSince($0.eventTime) }
        #expect(ages.map { $0 / Nanoseconds.perSecond } == [0, 0, 0, 0, 0])
    }
}
