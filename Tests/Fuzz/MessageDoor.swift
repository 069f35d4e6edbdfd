import BelfryIngest
import BelfryModel

/// One message an input: its topic, a line end, its payload.
final class MessageDoor: FuzzDoor {
    /// A probe is renewed now and then, so that its tables stay small and a finding repeats.
    private static let messagesOfProbe = 1_000

    private let subscriptions: [Subscription]
    private var probe: MessageProbe

    init(_ format: PayloadFormat) throws {
        subscriptions = try Self.subscriptions(format)
        probe = MessageProbe(subscriptions)
    }

    func take(_ input: UnsafeRawBufferPointer) {
        if probe.messages >= Self.messagesOfProbe { probe = MessageProbe(subscriptions) }
        let bytes = input.assumingMemoryBound(to: UInt8.self)
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return }
        probe.take(
            topic: UnsafeBufferPointer(rebasing: bytes[..<end]),
            payload: UnsafeRawBufferPointer(rebasing: input[(end + 1)...])
        )
    }

    /// Topics that say everything, topics that name the sensor, and any other.
    static func subscriptions(_ format: PayloadFormat) throws -> [Subscription] {
        let units = ["no2": Unit("[ppb]"), "speed": Unit("km/h"), "level": Unit("m"), "counter": Unit("1")]
        let mapping = format == .json ? try Self.mapping() : nil
        return try ["city/{agency}/{zone}/{domain}/{sensor}/{quantity}", "named/{sensor}/+", "#"].map { template in
            Subscription(
                template: try TopicTemplate(template),
                format: format,
                agency: "works",
                timeZone: template == "#" ? nil : TimeZoneRule(offsetSeconds: 3_600),
                units: units,
                mapping: mapping
            )
        }
    }

    private static func mapping() throws -> JSONMapping {
        try JSONMapping(
            sensor: .pointer(JSONPointer("/dev/id")),
            time: JSONMapping.Time(pointer: JSONPointer("/t")),
            readings: [
                JSONMapping.Value(quantity: Quantity("no2"), pointer: JSONPointer("/gas/no2"), unit: Unit("[ppb]")),
                JSONMapping.Value(quantity: Quantity("gate_open"), pointer: JSONPointer("/gate"), words: ["open": 1]),
                JSONMapping.Value(quantity: Quantity("level"), pointer: JSONPointer("/0"), scale: 0.001),
            ],
            foreach: JSONPointer("/list")
        )
    }
}
