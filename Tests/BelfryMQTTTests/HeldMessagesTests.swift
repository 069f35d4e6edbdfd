import Testing

@testable import BelfryMQTT

/// Messages that wait to be handed out say afterwards what they said before.
@Suite struct HeldMessagesTests {
    private struct Seen: Equatable {
        var topic: String
        var payload: String
        var qos: UInt8
        var messageID: UInt16
        var isRetained: Bool
        var isRedelivered: Bool
    }

    private static func hold(_ seen: Seen, in held: inout HeldMessages) {
        Array(seen.topic.utf8).withUnsafeBufferPointer { topic in
            Array(seen.payload.utf8).withUnsafeBytes { payload in
                held.append(
                    MQTTMessage(
                        topic: topic,
                        payload: payload,
                        qos: seen.qos,
                        isRetained: seen.isRetained,
                        messageID: seen.messageID,
                        isRedelivered: seen.isRedelivered
                    )
                )
            }
        }
    }

    private static func handOut(_ held: inout HeldMessages) -> [Seen] {
        var seen: [Seen] = []
        held.handOut { message in
            seen.append(
                Seen(
                    topic: String(decoding: message.topic, as: UTF8.self),
                    payload: String(decoding: message.payload, as: UTF8.self),
                    qos: message.qos,
                    messageID: message.messageID,
                    isRetained: message.isRetained,
                    isRedelivered: message.isRedelivered
                )
            )
        }
        return seen
    }

    @Test func eachComesOutOnceInOrderAndWhole() {
        var held = HeldMessages()
        let messages = (0..<40).map { number in
            Seen(
                topic: "city/\(number)",
                payload: String(repeating: "x", count: number % 3 * number),
                qos: UInt8(number % 2),
                messageID: UInt16(number),
                isRetained: number % 5 == 0,
                isRedelivered: number % 7 == 0
            )
        }
        for message in messages { Self.hold(message, in: &held) }
        #expect(Self.handOut(&held) == messages)
        #expect(Self.handOut(&held) == [])
        Self.hold(messages[3], in: &held)
        #expect(Self.handOut(&held) == [messages[3]])
    }

    @Test func itIsFullByNumberAndByBytes() {
        let small = Seen(topic: "t", payload: "1", qos: 0, messageID: 0, isRetained: false, isRedelivered: false)
        var held = HeldMessages()
        for _ in 1..<HeldMessages.messageLimit { Self.hold(small, in: &held) }
        #expect(!held.isFull)
        Self.hold(small, in: &held)
        #expect(held.isFull)

        var large = small
        large.payload = String(repeating: "x", count: HeldMessages.byteLimit)
        held = HeldMessages()
        Self.hold(large, in: &held)
        #expect(held.isFull)
        #expect(Self.handOut(&held) == [large])
        #expect(!held.isFull)
    }
}
