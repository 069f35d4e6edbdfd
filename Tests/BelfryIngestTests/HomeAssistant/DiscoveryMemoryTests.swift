import BelfryModel
import Testing

@testable import BelfryIngest

/// However many discovery messages come, and whatever is in them, memory stays bounded and nothing traps.
@Suite struct DiscoveryMemoryTests {
    private static let payload =
        #"""
        {"~":"a","dev":{"ids":["d-1","aa:bb:cc:dd:ee:ff"]},"stat_t":"~/s","val_tpl":"{{ value_json['x'][0].y | round(1) }}",
        "unit_of_meas":"°C","dev_cla":"temperature","cmps":{"k":{"p":"sensor","pl_on":true}}}
        """#

    @Test func beyondItsLimitsNothingIsRemembered() {
        let scene = Scene(Subscription(template: filter("#"), format: .auto))
        for number in 0..<DiscoveryMemory.messageLimit + 100 {
            let payload = #"{"stat_t":"s/\#(number)","dev_cla":"temperature","unit_of_meas":"°C"}"#
            scene.send("homeassistant/sensor/s\(number)/config", payload)
            if number % 1_000 == 0 { scene.batch.removeAll() }
        }
        #expect(scene.ingest.buffer.discovery.valueCount == DiscoveryMemory.messageLimit)
        #expect(scene.send("s/7", "1").bucket == .stored)
        #expect(scene.send("s/\(DiscoveryMemory.messageLimit + 7)", "1").bucket == .quarantined)
        let more = #"{"stat_t":"more","dev_cla":"temperature","unit_of_meas":"°C"}"#
        #expect(scene.decode("homeassistant/sensor/more/config", more).detail.contains("not remembered"))
        scene.send("homeassistant/sensor/s7/config", "")
        #expect(scene.decode("homeassistant/sensor/more/config", more).detail.isEmpty)
        #expect(scene.send("more", "1").bucket == .stored)
    }

    @Test func oneTopicHasSoManyValues() {
        let scene = Scene(Subscription(template: filter("#"), format: .auto))
        for number in 0..<400 {
            let payload = #"{"stat_t":"s","val_tpl":"{{ value_json.v\#(number) }}","unit_of_meas":"W"}"#
            scene.send("homeassistant/sensor/v\(number)/config", payload)
        }
        let state = "{" + (0..<400).map { "\"v\($0)\":1" }.joined(separator: ",") + "}"
        #expect(scene.send("s", state).readings == DiscoveryMemory.topicValueLimit)
        let components = (0..<400).map { #""k\#($0)":{"p":"sensor","stat_t":"t\#($0)","unit_of_meas":"W"}"# }
        let device = "{\"cmps\":{" + components.joined(separator: ",") + "}}"
        #expect(scene.decode("homeassistant/device/d/config", device).detail.hasPrefix("144 of its values"))
    }

    @Test func whatIsTaughtAndForgottenLeavesNothing() {
        let seed: UInt64 = 90_210
        var generator = SeededGenerator(seed: seed)
        let scene = Scene(Subscription(template: filter("#"), format: .auto))
        for _ in 0..<3_000 {
            let object = Int.random(in: 0..<30, using: &generator)
            let topic = Int.random(in: 0..<8, using: &generator)
            let isTaken = Bool.random(using: &generator)
            let payload = #"{"stat_t":"s\#(topic)","val_tpl":"{{ value_json.v\#(object) }}","unit_of_meas":"W"}"#
            scene.send("homeassistant/sensor/\(object)/config", isTaken ? payload : "")
        }
        for object in 0..<30 { scene.send("homeassistant/sensor/\(object)/config", "") }
        #expect(scene.ingest.buffer.discovery.valueCount == 0, "seed \(seed)")
        let state = "{" + (0..<30).map { "\"v\($0)\":1" }.joined(separator: ",") + "}"
        for topic in 0..<8 { #expect(scene.decode("s\(topic)", state).readings.isEmpty, "seed \(seed)") }
    }

    @Test func theBypassReadsAndDoesNotTeach() {
        let scene = Scene(Subscription(template: filter("#"), format: .auto))
        let payload = #"{"stat_t":"s","dev_cla":"temperature","unit_of_meas":"°C"}"#
        scene.send("homeassistant/sensor/s/config", payload, purpose: .evaluateOnly)
        #expect(scene.decode("s", "1").readings.isEmpty)
        scene.send("homeassistant/sensor/s/config", payload)
        scene.send("homeassistant/sensor/s/config", "", purpose: .evaluateOnly)
        #expect(scene.send("s", "1", purpose: .evaluateOnly).readings == 1)
    }

    @Test func discoveryCutShortOrChangedAnywhereNeverTraps() {
        let seed: UInt64 = 1_717
        var generator = SeededGenerator(seed: seed)
        let scene = Scene(Subscription(template: filter("#"), format: .auto))
        let bytes = Array(Self.payload.utf8)
        for end in 0...bytes.count { scene.send("homeassistant/sensor/a/config", Array(bytes.prefix(end))) }
        for _ in 0..<5_000 {
            var changed = bytes
            for _ in 0..<3 {
                let byte = Array("{}[]'\"|.~:,0 xé".utf8).randomElement(using: &generator) ?? 0
                changed[Int.random(in: 0..<changed.count, using: &generator)] = byte
            }
            scene.send("homeassistant/device/a/config", changed)
            scene.send("a/s", #"{"x":[{"y":21.5}]}"#)
            if scene.batch.messageCount > 500 { scene.batch.removeAll() }
        }
        #expect(scene.ingest.buffer.discovery.valueCount <= DiscoveryMessage.valueLimit, "seed \(seed)")
    }
}
