/// What waits to be published: bounded, in order, surviving a reconnect.
///
/// Pure bookkeeping; the publisher's thread sends what it says.
///
/// ```
///   oldest                                             newest
///   ┌──────────┬──────────┬────────┬────────┬────────┐
///   │in flight │in flight│ queued │ queued │ queued │ ◄── enqueue
///   └──────────┴──────────┴────────┴────────┴────────┘
///     acknowledged: leaves     takeNext: goes in flight     connection lost: all are queued again
/// ```
///
/// A retained message makes an older one of the same topic that has not left yet pointless: the newer takes its place.
struct MQTTOutbox {
    /// A message on its way out.
    struct Entry: Equatable {
        var topic: String
        var payload: [UInt8]
        var qos: Int
        var isRetained: Bool

        var byteCount: Int { topic.utf8.count + payload.count }
    }

    /// A message that is on its way, by a number of its own: the library's identifier comes when it has taken it.
    private struct Flight {
        var ticket: Int
        var messageID: Int32?
        var entry: Entry
    }

    /// How many were dropped, the oldest first, because the limits were reached.
    private(set) var dropped = 0
    /// How many left for good: sent at QoS 0, acknowledged at QoS 1.
    private(set) var delivered = 0
    /// How many the library or the broker did not take.
    private(set) var refused = 0
    /// Whether the last message that left for good and had an answer was refused.
    private(set) var isRefusing = false
    private var inFlight: [Flight] = []
    private var queued: [Entry] = []
    private var byteCount = 0
    private var lastTicket = 0

    var count: Int { inFlight.count + queued.count }
    var isEmpty: Bool { count == 0 }

    /// Takes a message in.
    ///
    /// O(n) in what is queued.
    mutating func enqueue(_ entry: Entry) {
        if entry.isRetained,
            let older = queued.firstIndex(where: { $0.isRetained && $0.topic == entry.topic })
        {
            byteCount += entry.byteCount - queued[older].byteCount
            queued[older] = entry
        } else {
            queued.append(entry)
            byteCount += entry.byteCount
        }
        while !queued.isEmpty, count > MQTTLimits.outboxMessages || byteCount > MQTTLimits.outboxBytes {
            byteCount -= queued.removeFirst().byteCount
            dropped += 1
        }
    }

    /// The next message to send, put in flight under a ticket; nil while none may go.
    mutating func takeNext() -> (ticket: Int, entry: Entry)? {
        guard inFlight.count < MQTTLimits.outboxInFlight, !queued.isEmpty else { return nil }
        lastTicket += 1
        let entry = queued.removeFirst()
        inFlight.append(Flight(ticket: lastTicket, entry: entry))
        return (lastTicket, entry)
    }

    /// Notes that the library took a message under an identifier, or, with nil, that it never will.
    mutating func sent(ticket: Int, messageID: Int32?) {
        guard let index = inFlight.firstIndex(where: { $0.ticket == ticket }) else { return }
        inFlight[index].messageID = messageID
        if messageID == nil {
            leave(at: index, isDelivered: false)
        } else if inFlight[index].entry.qos == 0 {
            leave(at: index, isDelivered: true)
        }
    }

    /// Notes a PUBACK, with its reason code.
    mutating func acknowledged(messageID: Int32, code: Int) {
        guard let index = inFlight.firstIndex(where: { $0.messageID == messageID }) else { return }
        isRefusing = code >= 0x80
        leave(at: index, isDelivered: code < 0x80)
    }

    /// Puts what was on its way back to the front, in order: it will be sent again.
    mutating func connectionLost() {
        queued.insert(contentsOf: inFlight.map(\.entry), at: 0)
        inFlight = []
    }

    private mutating func leave(at index: Int, isDelivered: Bool) {
        byteCount -= inFlight.remove(at: index).entry.byteCount
        if isDelivered { delivered += 1 } else { refused += 1 }
    }
}
