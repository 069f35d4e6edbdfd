import BelfryModel
import Testing

@testable import BelfryIngest

/// Limits: what is remembered stays within them, whoever sends what.
@Suite struct SparkplugMemoryTests {
    @Test func theOldestGivesWay() {
        var memory = SparkplugMemory(stationLimit: 3)
        for node in ["a", "b", "c"] { send(&memory, "NBIRTH/\(node)", 0, at: 0) }
        #expect(send(&memory, "NDATA/a", 1, at: 1) == .none)
        send(&memory, "NBIRTH/d", 0, at: 2)
        #expect(memory.stationCount == 3)
        #expect(memory.forgottenCount == 1)
        #expect(send(&memory, "NDATA/a", 2, at: 3) == .none)
        #expect(send(&memory, "NDATA/b", 1, at: 3) == .noBirth)
        #expect(send(&memory, "NDATA/c", 1, at: 3) == .none)
    }

    @Test func theDeadGiveWayFirst() {
        var memory = SparkplugMemory(stationLimit: 2)
        send(&memory, "NBIRTH/a", 0, at: 0)
        send(&memory, "NBIRTH/b", 0, at: 1)
        send(&memory, "NDEATH/b", 0, at: 2)
        send(&memory, "NBIRTH/c", 0, at: 3)
        #expect(send(&memory, "NDATA/a", 1, at: 4) == .none)
    }

    @Test func aNewBirthTakesThePlaceOfTheOld() {
        var memory = SparkplugMemory(stationLimit: 2)
        for time in 0..<100 as Range<Int64> { send(&memory, "NBIRTH/a", 0, at: time) }
        #expect(memory.stationCount == 1)
        #expect(memory.forgottenCount == 0)
    }

    @Test func bytesAreBounded() {
        let metrics = (0..<100).map { TestMetric.named("metric \($0)", 9, .float(1)) }
        var memory = SparkplugMemory(byteLimit: 100_000)
        for node in 0..<100 { send(&memory, "NBIRTH/\(node)", 0, metrics, at: Int64(node)) }
        #expect((1...12).contains(memory.stationCount))
        #expect(memory.stationCount + memory.forgottenCount == 100)
        // One that takes more than all of it is remembered alone.
        var tiny = SparkplugMemory(byteLimit: 10)
        for node in 0..<3 { send(&tiny, "NBIRTH/\(node)", 0, metrics, at: Int64(node)) }
        #expect(tiny.stationCount == 1)
    }

    @Test func aNodeThatIsForgottenTakesItsDevicesAlong() {
        var memory = SparkplugMemory(stationLimit: 2)
        send(&memory, "NBIRTH/a", 0, at: 0)
        send(&memory, "DBIRTH/a/d", 1, at: 1)
        send(&memory, "NBIRTH/b", 0, at: 2)
        #expect(send(&memory, "DDATA/a/d", 2, at: 3) == .noBirth)
        #expect(memory.rebirths.takePending().map(\.node) == ["a"])
    }

    @Test func requestsAreBounded() {
        var memory = SparkplugMemory()
        for node in 0..<1_000 { send(&memory, "NDATA/\(node)", 0, at: 0) }
        #expect(memory.rebirths.droppedCount == 1_000 - RebirthList.limit)
        // What nobody has collected is not given up for new ones.
        send(&memory, "NDATA/late", 0, at: 100)
        #expect(memory.rebirths.takePending().count == RebirthList.limit)
        send(&memory, "NDATA/later", 0, at: 200)
        #expect(memory.rebirths.takePending().map(\.node) == ["later"])
        #expect(memory.stationCount == 0)
    }

    @discardableResult
    private func send(
        _ memory: inout SparkplugMemory,
        _ path: String,
        _ sequence: UInt64,
        _ metrics: [TestMetric] = [],
        at seconds: Int64
    ) -> Reason {
        let parts = path.split(separator: "/", maxSplits: 1)
        let topic = Array("spBv1.0/g/\(parts[0])/\(parts[1])".utf8)
        return topic.withUnsafeBufferPointer { topic in
            sparkplug(sequence, metrics).withUnsafeBytes { bytes in
                let context = DecodingContext(
                    feed: Feed(.sparkplug(), index: 0),
                    topic: topic,
                    topicHash: 0,
                    arrival: Scene.noon.advanced(byNanoseconds: seconds * Nanoseconds.perSecond),
                    topicNamesQuantity: false,
                    lane: .session
                )
                var payload = SparkplugPayload()
                guard let topic = SparkplugTopic(topic), (try? payload.read(bytes)) != nil else { return .brokenRule }
                switch topic.type {
                case .birth: memory.bear(topic, SparkplugBirth(payload.metrics), payload, context)
                case .death: _ = memory.bury(topic, payload, context)
                default: return memory.hear(topic, payload, context).fault
                }
                return .none
            }
        }
    }
}
