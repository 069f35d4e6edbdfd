// A broker that nobody has described: listened to, described, and read by what was written down.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Discovery", .serialized) struct DiscoveryTests {}
}

extension IntegrationTests.DiscoveryTests {
    private static let vendor = """
        {"dev":{"id":"acme-7"},"ts":%T,"gas":{"no2":{"value":31.5,"unit":"ppb"}},"temp_c":21.5,"q1":3.3}
        """

    /// Retained, so that whoever comes later hears them too.
    private static func publish(to broker: MosquittoProcess) throws {
        let sensors = try Sensors(on: broker)
        let now = String(Int(Date().timeIntervalSince1970 * 1_000))
        for sensor in ["s1", "s2", "s3"] {
            sensors.send("city/north/traffic/\(sensor)/speed", "48.5", retain: true)
            sensors.send("city/south/air/\(sensor)/no2", "31", retain: true)
        }
        for topic in ["acme/x/up", "acme/y/up"] {
            sensors.send(topic, vendor.replacing("%T", with: now), retain: true)
        }
        sensors.send(
            "env/a-7",
            "[{\"bn\":\"a-7:\",\"n\":\"pm2_5\",\"u\":\"ug/m3\",\"v\":7,\"t\":\(Int(Date().timeIntervalSince1970))}]",
            retain: true
        )
        sensors.send("lab/note", "call me back", retain: true)
        try sensors.settle()
    }

    @Test("What discover prints is a configuration that check accepts and that reads what was heard")
    func discoverCheckRun() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        try Self.publish(to: broker)
        let url = "mqtt://127.0.0.1:\(broker.port)"
        let discover = try BelfryProcess.run(["discover", "--broker", url, "--seconds", "2"])
        #expect(discover.status == 0, "\(discover.error)")
        let text = discover.output
        #expect(text.contains("- topic: \"city/{zone}/{domain}/{sensor}/{quantity}\""), "\(text)")
        #expect(text.contains("format: senml"), "\(text)")
        #expect(text.contains("- { quantity: no2, pointer: /gas/no2/value, unit: \"[ppb]\" }"), "\(text)")
        #expect(text.contains("CHECK { quantity: ?, pointer: /q1"), "\(text)")
        #expect(text.contains("on lab/note: not read"), "\(text)")
        #expect(!text.contains("call me back"), "\(text)")

        let daemon = try BelfryProcess(yaml: "gateway: { id: proof }\n" + text)
        let check = try daemon.run(["check", "--config", daemon.configurationPath])
        #expect(check.status == 0, "\(check.output) \(check.error)")
        try daemon.start()
        try daemon.connected()
        let sensors = try Sensors(on: broker)
        sensors.send("city/north/traffic/s9/speed", "50")
        let now = String(Int(Date().timeIntervalSince1970 * 1_000))
        sensors.send("acme/z/up", Self.vendor.replacing("%T", with: now).replacing("acme-7", with: "acme-8"))
        try sensors.settle()
        try eventually("both are heard; \(try daemon.get("/status").text)", within: 10) {
            let live = try ["s9", "acme-8"].map { try daemon.state(ofSensor: $0) }
            return live == ["live", "live"]
        }
        #expect(try daemon.terminate() == 0)
    }

    @Test("tap shows readings, and why there are none, and no payload")
    func tap() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        try Self.publish(to: broker)
        let url = "mqtt://127.0.0.1:\(broker.port)"
        let all = try BelfryProcess.run(["tap", "#", "--broker", url, "--count", "10", "--seconds", "10"])
        #expect(all.status == 0, "\(all.error)")
        #expect(all.output.contains("a-7 pm2_5 7.0 ug/m3"), "\(all.output)")
        #expect(all.output.contains("undecoded as auto, retained: "), "\(all.output)")
        #expect(all.output.contains("xxxx xx xxxx") && !all.output.contains("call me"), "\(all.output)")
        let one = try BelfryProcess.run(["tap", "env/+", "--broker", url, "--count", "1", "--json", "--seconds", "10"])
        let record = try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any]
        #expect(record?["outcome"] as? String == "readings" && record?["retained"] as? Bool == true, "\(one.output)")
        let none = try BelfryProcess.run(["tap", "nobody/here", "--broker", url, "--seconds", "0.5"])
        #expect(none.status == 0 && none.error.contains("nothing came on nobody/here"), "\(none.error)")
    }

    @Test("A broker that is not there, or a name that none has, is an error that says so")
    func faults() throws {
        let gone = try BelfryProcess.run(["tap", "#", "--broker", "mqtt://127.0.0.1:1"])
        #expect(gone.status == 69 && gone.error.contains("127.0.0.1"), "\(gone.status) \(gone.error)")
        let nonsense = try BelfryProcess.run(["discover", "--broker", "http://127.0.0.1"])
        #expect(nonsense.status == 64 && nonsense.error.contains("write mqtt://"), "\(nonsense.error)")
        let filter = try BelfryProcess.run(["tap", "a/#/b", "--broker", "mqtt://127.0.0.1:1"])
        #expect(filter.status == 64, "\(filter.status) \(filter.error)")
    }
}
