import BelfryModel
import Testing

@testable import BelfryIngest

/// Bytes that have been through a bad line: cut, flipped, spliced; `process` returns, and the ledger balances.
@Suite struct SparkplugMutationTests {
    private static let birth: [UInt8] = {
        var speed = TestMetric.named("Road/Speed", 9, .float(10), unit: "km/h")
        speed.alias = 7
        speed.milliseconds = Scene.noon.milliseconds
        var count = TestMetric.named("Balance", 4, .long(.max))
        count.alias = 8
        let plate = TestMetric.named("Plate", 12, .string("AB-123-CD"))
        return sparkplug(0, [.bdSeq(1), speed, count, plate, .named("Table", 16, .dataSet)])
    }()
    private static let data = sparkplug(1, [.aliased(7, .float(12.5)), .aliased(8, .long(.max))])

    @Test func aMessageCutAnywhereIsRefusedOrEndsAtAField() {
        for length in 1..<Self.birth.count {
            let scene = Scene(.sparkplug())
            let message = scene.decode("spBv1.0/g/NBIRTH/n", Array(Self.birth.prefix(length)))
            // Where the cut falls between two fields of the payload, what is left is a payload.
            let isBetweenFields = Self.ends.contains(length)
            #expect((message.outcome != .malformed) == isBetweenFields, "cut at \(length)")
            if message.outcome == .malformed {
                #expect(message.reason == .notProtobuf)
                // Nothing of it is remembered.
                let after = scene.decode("spBv1.0/g/NDATA/n", Self.data)
                #expect(after.reason == .noBirth)
            }
        }
    }

    /// Where the payload's fields end: time in a tag and six bytes, a metric in a tag, its length, and as many bytes.
    private static var ends: [Int] {
        var ends: [Int] = []
        var end = 0
        while end < birth.count {
            switch birth[end] {
            case 0x08: end += 7
            case 0x12: end += 2 + Int(birth[end + 1])
            default: end += 2
            }
            ends.append(end)
        }
        return ends
    }

    @Test func everyFlippedBitIsSurvived() {
        let scene = Scene(.sparkplug())
        for (topic, original) in [("spBv1.0/g/NBIRTH/n", Self.birth), ("spBv1.0/g/NDATA/n", Self.data)] {
            for bit in 0..<original.count * 8 {
                var bytes = original
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                let disposition = scene.send(topic, bytes)
                #expect((disposition.reason == .none) == (disposition.bucket == .stored))
            }
        }
        #expect(scene.batch.readings.allSatisfy { $0.value.isFinite })
    }

    @Test func mutatedMessagesNeverTrapAndAlwaysBalance() {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("sparkplug mutation seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let scene = Scene(IngestConfiguration(subscriptions: [.sparkplug(.auto)]), seriesLimit: 200)
        var ledger = Ledger(subscriptions: ["spBv1.0/#"])
        let topics = ["NBIRTH/n", "NDATA/n", "NDEATH/n", "NCMD/n", "DBIRTH/n/d", "DDATA/n/d", "DDEATH/n/d"]
        for round in 0..<20_000 {
            let topic = topics[Int.random(in: 0..<topics.count, using: &generator)]
            let isBirth = topic.contains("BIRTH") || Int.random(in: 0..<10, using: &generator) == 0
            var bytes = isBirth ? Self.birth : Self.data
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                let place = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes = Array(bytes.prefix(place))
                case 1: if !bytes.isEmpty { bytes[place] = UInt8.random(in: 0...255, using: &generator) }
                case 2: bytes.insert(contentsOf: Array(repeating: 0xFF, count: place % 12), at: place)
                default: bytes += bytes.prefix(place)
                }
            }
            let time = Scene.noon.advanced(byNanoseconds: Int64(round) * Nanoseconds.perMillisecond)
            let disposition = scene.send("spBv1.0/g/\(topic)", bytes, at: time, retained: round % 50 == 0)
            if (disposition.reason == .none) != (disposition.bucket == .stored) {
                Issue.record("seed \(seed), round \(round): \(disposition)")
            }
            ledger.receive(1, in: &scene.batch)
            ledger.settle(scene.batch)
            #expect(scene.batch.readings.allSatisfy { $0.value.isFinite }, "seed \(seed)")
            scene.batch.removeAll()
        }
        #expect(ledger.isBalanced, "seed \(seed)")
    }
}
