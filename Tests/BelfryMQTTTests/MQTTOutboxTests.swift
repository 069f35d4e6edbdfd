import Testing

@testable import BelfryMQTT

struct MQTTOutboxTests {
    private func entry(_ text: String, topic: String = "t", qos: Int = 1, retained: Bool = false) -> MQTTOutbox.Entry {
        MQTTOutbox.Entry(topic: topic, payload: Array(text.utf8), qos: qos, isRetained: retained)
    }

    /// Takes and sends all that may go, with the ticket as message identifier.
    private func sendAll(_ outbox: inout MQTTOutbox) -> [String] {
        var sent: [String] = []
        while let (ticket, entry) = outbox.takeNext() {
            outbox.sent(ticket: ticket, messageID: Int32(ticket))
            sent.append(String(decoding: entry.payload, as: UTF8.self))
        }
        return sent
    }

    @Test func messagesLeaveInOrderAndStayUntilAcknowledged() {
        var outbox = MQTTOutbox()
        for text in ["a", "b", "c"] { outbox.enqueue(entry(text)) }
        #expect(sendAll(&outbox) == ["a", "b", "c"])
        #expect(outbox.count == 3)
        outbox.acknowledged(messageID: 2, code: 0)
        #expect(outbox.count == 2 && outbox.delivered == 1)
    }

    @Test func aLostConnectionSendsAgainWhatWasOnItsWay() {
        var outbox = MQTTOutbox()
        for text in ["a", "b", "c"] { outbox.enqueue(entry(text)) }
        _ = sendAll(&outbox)
        outbox.acknowledged(messageID: 1, code: 0)
        outbox.enqueue(entry("d"))
        outbox.connectionLost()
        #expect(sendAll(&outbox) == ["b", "c", "d"])
    }

    @Test func aRefusalStandsUntilTheNextAnswer() {
        var outbox = MQTTOutbox()
        for text in ["a", "b"] { outbox.enqueue(entry(text)) }
        _ = sendAll(&outbox)
        outbox.acknowledged(messageID: 1, code: 0x87)
        #expect(outbox.isRefusing && outbox.refused == 1)
        outbox.acknowledged(messageID: 2, code: 0x10)
        #expect(!outbox.isRefusing && outbox.delivered == 1)
    }

    @Test func atQualityOfServiceZeroSendingIsTheEnd() {
        var outbox = MQTTOutbox()
        outbox.enqueue(entry("a", qos: 0))
        _ = sendAll(&outbox)
        #expect(outbox.isEmpty && outbox.delivered == 1)
    }

    @Test func aNewerRetainedMessageTakesThePlaceOfAnOlderOne() {
        var outbox = MQTTOutbox()
        outbox.enqueue(entry("old", topic: "status", retained: true))
        outbox.enqueue(entry("x"))
        outbox.enqueue(entry("new", topic: "status", retained: true))
        #expect(sendAll(&outbox) == ["new", "x"])
    }

    @Test func aRetainedMessageOnItsWayIsNotReplaced() {
        var outbox = MQTTOutbox()
        outbox.enqueue(entry("old", topic: "status", retained: true))
        _ = sendAll(&outbox)
        outbox.enqueue(entry("new", topic: "status", retained: true))
        #expect(sendAll(&outbox) == ["new"])
    }

    @Test func beyondTheLimitTheOldestIsDroppedAndCounted() {
        var outbox = MQTTOutbox()
        for number in 0..<MQTTLimits.outboxMessages + 10 { outbox.enqueue(entry("\(number)")) }
        #expect(outbox.count == MQTTLimits.outboxMessages)
        #expect(outbox.dropped == 10)
        #expect(sendAll(&outbox).first == "10")
    }

    @Test func bytesAreLimitedAsWell() {
        var outbox = MQTTOutbox()
        let large = String(repeating: "x", count: MQTTLimits.outboxBytes / 2)
        for _ in 0..<3 { outbox.enqueue(entry(large)) }
        #expect(outbox.count == 1 && outbox.dropped == 2)
    }

    @Test func onlySoManyAreOnTheirWay() {
        var outbox = MQTTOutbox()
        for number in 0..<100 { outbox.enqueue(entry("\(number)")) }
        #expect(sendAll(&outbox).count == MQTTLimits.outboxInFlight)
    }

    @Test func whatIsRefusedIsCountedAndGone() {
        var outbox = MQTTOutbox()
        outbox.enqueue(entry("a"))
        outbox.enqueue(entry("b"))
        _ = sendAll(&outbox)
        outbox.acknowledged(messageID: 1, code: 0x87)
        #expect(outbox.refused == 1 && outbox.delivered == 0 && outbox.count == 1)
    }

    @Test func anUnknownIdentifierChangesNothing() {
        var outbox = MQTTOutbox()
        outbox.enqueue(entry("a"))
        outbox.acknowledged(messageID: 1, code: 0)
        outbox.sent(ticket: 99, messageID: nil)
        #expect(outbox.count == 1)
    }
}
