import BelfryModel
import Testing

@testable import BelfryIngest

/// Reading again what could not be read, once its mapping is mended.
@Suite struct QuarantineReplayTests {
    private static let vendor = "acme/{sensor}/up"

    private static func subscription(_ pointer: String) throws -> Subscription {
        Subscription(
            template: try TopicTemplate(vendor),
            format: .json,
            agency: "acme",
            mapping: try JSONMapping(
                readings: [
                    .init(quantity: Quantity("no2"), pointer: try JSONPointer(pointer), unit: Unit("ug/m3"))
                ]
            )
        )
    }

    private static func replay(_ scene: Scene, limit: Int = 4_096) -> Ingest.ReplayCounts {
        scene.ingest.replayQuarantine(limit: limit, at: scene.now, into: &scene.batch) { _ in true }
    }

    @Test func aMendedMappingReadsWhatWaited() throws {
        let scene = Scene(try Self.subscription("/gas/NO2"))
        scene.send("acme/a-7/up", "{\"gas\":{\"no2\":31.5}}")
        #expect(scene.batch.readings.isEmpty)
        #expect(scene.ingest.replayable == [QuarantineKey(at: Scene.noon, source: 0, topic: "acme/a-7/up")])

        scene.ingest.replaceSubscriptions([try Self.subscription("/gas/no2")])
        scene.now = Scene.noon.advanced(byNanoseconds: Nanoseconds.perHour)
        #expect(Self.replay(scene) == .init(messages: 1, readings: 1))
        let reading = try #require(scene.batch.readings.first)
        #expect(reading.value == 31.5)
        // It was measured when it first came, whenever it is read.
        #expect(reading.eventTime == Scene.noon)
        #expect(reading.arrivalTime == scene.now)
        // The past raises no alarm.
        #expect(scene.batch.evaluate.isEmpty)
        #expect(scene.batch.messages.map(\.bucket) == [.quarantined, .stored])
        #expect(scene.ingest.replayable.isEmpty)
        #expect(Self.replay(scene) == .init())
    }

    @Test func whatStaysUnreadableGoesBack() throws {
        let scene = Scene(try Self.subscription("/gas/NO2"))
        scene.send("acme/a-7/up", "{\"gas\":{\"no2\":31.5}}")
        #expect(Self.replay(scene) == .init(messages: 1, quarantined: 1))
        #expect(scene.ingest.replayable.map(\.at) == [Scene.noon])
    }

    @Test func aTimeOfItsOwnStaysAndARepeatChangesNothing() throws {
        let scene = Scene(.below("env", .senml))
        let payload = "[{\"bn\":\"a:\",\"n\":\"no2\",\"u\":\"ug/m3\",\"t\":1795003100,\"v\":1}]"
        scene.send("other/a", payload)
        scene.send("env/a", "[{\"n\":\"a:no2\",\"v\":\"x\"}]")
        #expect(scene.ingest.replayable.count == 1)
        scene.send("env/a", payload)
        #expect(scene.batch.readings.count == 1)
        #expect(Self.replay(scene) == .init(messages: 1, quarantined: 1))
    }

    @Test func onlyWhatIsAskedFor() throws {
        let scene = Scene(try Self.subscription("/gas/NO2"))
        for sensor in ["a", "b", "c"] { scene.send("acme/\(sensor)/up", "{\"gas\":{\"no2\":1}}") }
        scene.ingest.replaceSubscriptions([try Self.subscription("/gas/no2")])
        let counts = scene.ingest.replayQuarantine(limit: 10, at: scene.now, into: &scene.batch) {
            $0.topic == "acme/b/up"
        }
        #expect(counts == .init(messages: 1, readings: 1))
        #expect(Self.replay(scene, limit: 1) == .init(messages: 1, readings: 1))
        #expect(scene.ingest.replayable.map(\.topic) == ["acme/c/up"])
    }

    @Test func secretsInTopicsAreShownNowhere() {
        let scene = Scene(.below("device", .smartCitizen), .below("/json", .iotAgent))
        scene.send("device/sck/a1b2c3/readings", "{")
        scene.send("/json/4jggokgpepnvsb2uv4s40d59ov/dev1/attrs", "{")
        #expect(
            scene.batch.quarantine.map(\.topic) == [
                "device/sck/xxxxxx/readings", "/json/xxxxxxxxxxxxxxxxxxxxxxxxxx/dev1/attrs",
            ]
        )
        #expect(scene.ingest.replayable.map(\.topic) == scene.batch.quarantine.map(\.topic))
        #expect(scene.batch.newTopics.map(\.topic) == scene.batch.quarantine.map(\.topic))
    }

    @Test func sparkplugIsNotKept() {
        let scene = Scene(.below("spBv1.0", .sparkplug))
        scene.send("spBv1.0/g/NDATA/n", [0x08])
        #expect(scene.batch.messages.map(\.bucket) == [.quarantined])
        #expect(scene.ingest.replayable.isEmpty)
    }

    @Test func memoryIsBoundedInMessagesAndBytes() throws {
        var configuration = IngestConfiguration(subscriptions: [try Self.subscription("/x")])
        configuration.quarantineMessageLimit = 100
        configuration.quarantineByteLimit = 10_000
        let scene = Scene(configuration)
        for number in 0..<1_000 {
            scene.send("acme/s\(number)/up", "{\"n\":\(number)}")
            #expect(scene.ingest.replayable.count <= 100)
        }
        #expect(scene.ingest.replayable.last?.topic == "acme/s999/up")
        #expect(scene.ingest.replayable.count >= 87)
        let long = "{\"text\":\"\(String(repeating: "x", count: 4_000))\"}"
        for number in 0..<10 { scene.send("acme/long\(number)/up", long) }
        #expect(scene.ingest.replayable.map(\.topic) == ["acme/long8/up", "acme/long9/up"])
        scene.send("acme/huge/up", "{\"text\":\"\(String(repeating: "x", count: 20_000))\"}")
        #expect(scene.ingest.replayable.count == 2)
    }
}
