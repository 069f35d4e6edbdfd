// ChirpStack's gateways speak to the same broker, in Protocol Buffers or in JSON, of what they hear and how they fare:
//
//   eu868/gateway/0016c001f153a14c/event/up      gateway/0016c001f153a14c/state/conn     …/command/down
//   └ region, where it is set so   └ EUI
//
// A frame is in the application's event as well, decrypted.

/// The topics of LoRaWAN gateways.
enum LoRaGatewayTopic {
    /// What a topic's messages are; nil where it is none of a gateway's.
    static func outcome(of topic: TopicLevels) -> (Outcome, Reason)? {
        let first = topic.isLevel(0, "gateway") ? 0 : topic.isLevel(1, "gateway") ? 1 : -1
        guard first >= 0, topic.count == first + 4, let identifier = topic[first + 1], isEUI(identifier) else {
            return nil
        }
        if topic.isLevel(first + 2, "command") { return (.command, .deviceCommand) }
        if topic.isLevel(first + 2, "state") { return (.metadata, .description) }
        guard topic.isLevel(first + 2, "event") else { return nil }
        return topic.isLevel(first + 3, "stats") ? (.metadata, .description) : (.event, .deviceEvent)
    }

    /// 64 bits in hexadecimal digits.
    private static func isEUI(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count == 16 && text.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 || ($0 | 0x20) &- UInt8(ascii: "a") < 6 }
    }
}
