// libFuzzer's way into ingest. The first byte chooses the door, the rest is what comes in by it:
//
//   door │ payload…      0–4 a message on one of five topics · 5 a time zone file · 6 a topic template · 7 a JSON Pointer
//                        8–15 a message of Sparkplug, whose doors take turns: birth, data, data of a device
//
// Built and run by Deploy/fuzz. A fault is a trap, an address error, or a broken promise below.

import BelfryIngest
import BelfryModel

/// What the fuzzer talks to; renewed now and then, so that its tables stay small and a finding repeats.
private struct Target: ~Copyable {
    static let topics = [
        "city/north/traffic/tls-1/speed", "env/station-1", "ngsi/relay", "senml/a-7", "acme/a-7/up",
        "spBv1.0/city/NBIRTH/cabinet-7", "spBv1.0/city/NDATA/cabinet-7", "spBv1.0/city/DDATA/cabinet-7/loop-1",
    ].map { Array($0.utf8) }

    var ingest: Ingest
    var batch = IngestBatch()
    var ledger: Ledger
    var messages = 0

    init() throws {
        let mapping = try JSONMapping(
            sensor: .pointer(JSONPointer("/dev/id")),
            time: JSONMapping.Time(pointer: JSONPointer("/t"), encoding: .epochMilliseconds),
            readings: [JSONMapping.Value(quantity: Quantity("no2"), pointer: JSONPointer("/no2"), unit: Unit("[ppb]"))],
            foreach: JSONPointer("/list")
        )
        let subscriptions = [
            Subscription(template: try TopicTemplate("city/{zone}/{domain}/{sensor}/{quantity}"), format: .value),
            Subscription(template: try TopicTemplate("env/#"), format: .auto),
            Subscription(template: try TopicTemplate("ngsi/#"), format: .ngsi),
            Subscription(template: try TopicTemplate("senml/{sensor}"), format: .senml),
            Subscription(template: try TopicTemplate("acme/{sensor}/up"), format: .json, mapping: mapping),
            Subscription(template: try TopicTemplate("spBv1.0/#"), format: .sparkplug),
        ]
        ingest = Ingest(
            configuration: IngestConfiguration(subscriptions: subscriptions),
            catalog: SeriesCatalog(limit: 500)
        )
        ledger = Ledger(subscriptions: subscriptions.map(\.template.text))
    }

    mutating func take(topic: [UInt8], payload: UnsafeRawBufferPointer) {
        messages += 1
        let arrival = Timestamp(nanoseconds: 1_795_003_200_000_000_000 + Int64(messages) * 1_000_000)
        topic.withUnsafeBufferPointer { topic in
            let message = InboundMessage(topic: topic, payload: payload, arrival: arrival, messageID: 1)
            let decoded = ingest.decode(message)
            precondition(decoded.reason != .none || decoded.outcome == .readings, "an outcome without a reason")
            ingest.process(message, into: &batch)
        }
        precondition(batch.readings.allSatisfy { $0.value.isFinite }, "a reading that is not finite")
        ledger.receive(1, in: &batch)
        ledger.settle(batch)
        batch.removeAll()
        precondition(ledger.isBalanced, "the ledger does not balance")
    }
}

nonisolated(unsafe) private var target: Target?

/// Called by libFuzzer for every input, from one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let data, count > 0 else { return 0 }
    let rest = UnsafeRawBufferPointer(start: data + 1, count: count - 1)
    switch data[0] % 16 {
    case 5:
        _ = try? TimeZoneRule(tzif: Array(rest)).instant(ofLocal: Timestamp(seconds: 1_795_003_200), near: .distantPast)
    case 6: _ = try? TopicTemplate(String(decoding: rest, as: UTF8.self)).filter
    case 7: _ = try? JSONPointer(String(decoding: rest, as: UTF8.self))
    case 8...15: takeMessage(door: 5 + (Int(data[0] % 16) - 8) % 3, rest)
    default: takeMessage(door: Int(data[0] % 16), rest)
    }
    return 0
}

private func takeMessage(door: Int, _ payload: UnsafeRawBufferPointer) {
    if (target?.messages ?? .max) > 10_000 { target = try? Target() }
    target?.take(topic: Target.topics[door], payload: payload)
}
