// Two agencies with brokers, formats and clocks of their own: each is read in its own way, and neither waits for the other.

import BelfryModel
import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Two agencies", .serialized) struct TwoAgenciesTests {}
}

extension IntegrationTests.TwoAgenciesTests {
    @Test("Each broker has its agency and time zone; while one is down the other goes on, and the status names the one")
    func oneDown() throws {
        let air = try MosquittoProcess()
        let traffic = try MosquittoProcess()
        for broker in [air, traffic] { try broker.start() }
        let daemon = try BelfryProcess(yaml: Self.yaml(air: air, traffic: traffic))
        try daemon.start()
        try daemon.connected()
        // Whole seconds, since that is what these payloads tell.
        let now = Int64(Date().timeIntervalSince1970)
        let airSensors = try Sensors(on: air, name: "air")
        let trafficSensors = try Sensors(on: traffic, name: "traffic")
        func sendBoth(_ seconds: Int64) throws {
            airSensors.send("up/air-1", Self.payload(now + seconds, in: "Europe/Brussels"))
            trafficSensors.send("up/loop-1", Self.payload(now + seconds, in: "America/New_York"))
        }
        try sendBoth(0)
        try daemon.settled(received: 2)

        air.stop()
        try eventually("a reason; \(try daemon.get("/status").text)", within: 20) {
            try daemon.reasons().contains { $0.hasPrefix("broker environment: ") }
        }
        #expect(try daemon.reasons().allSatisfy { $0.hasPrefix("broker environment: ") })
        try sendBoth(1)
        #expect(try daemon.settled(received: 3)["stored"] == 3)

        try air.start()
        #expect(try daemon.settled(received: 4)["stored"] == 4)
        try daemon.connected(within: 60)
        let agencies = try daemon.list("sensors").map { "\($0["sensor"] ?? "") \($0["agency"] ?? "")" }
        #expect(agencies.sorted() == ["air-1 environment", "loop-1 roads"])
        #expect(try daemon.terminate() == 0)
        let stored = try StoredReadings(databasePath: daemon.databasePath)
        for sensor in ["air-1", "loop-1"] {
            #expect(stored[sensor].map(\.eventTime) == [Timestamp(seconds: now), Timestamp(seconds: now + 1)])
        }
    }

    /// A reading with a local time that does not say where it is local.
    private static func payload(_ seconds: Int64, in zone: String) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: zone)
        formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ss"
        let time = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
        return "{\"t\":\"\(time)\",\"v\":1}"
    }

    private static func yaml(air: MosquittoProcess, traffic: MosquittoProcess) -> String {
        func broker(_ process: MosquittoProcess, _ name: String, _ zone: String, _ reading: String) -> String {
            """
              - broker: mqtt://127.0.0.1:\(process.port)
                name: \(name)
                subscribe:
                  - topic: up/{sensor}
                    format: json
                    agency: \(name)
                    time_zone: \(zone)
                    mapping: { time: /t, readings: [ \(reading) ] }

            """
        }
        return "gateway: { id: proof }\nmqtt:\n"
            + broker(air, "environment", "Europe/Brussels", "{ quantity: temperature, pointer: /v, unit: Cel }")
            + broker(traffic, "roads", "America/New_York", "{ quantity: speed, pointer: /v, unit: km/h }")
    }
}
