/// Where a session stands in its stream of packets and in its batch.
struct MQTTReadingState {
    /// PUBLISH packets handed out in all.
    private(set) var messages = 0
    /// QoS 1 messages handed out since the last acknowledgement: while there is one, nothing may be written.
    private(set) var unacknowledged = 0
    /// Messages of any kind handed out since then, against the batch limit.
    private(set) var sinceAcknowledgement = 0
    /// Whether part of a packet has been read, so that the next bytes are not a header.
    var isInsidePacket = false
    /// How many bytes of it, at least.
    var bytesInsidePacket = 0
    /// Messages without the mark of a repeat since the last one with it, or since the connect; nil while
    /// nobody looks for the mark.
    private(set) var unmarked: Int?
    var peekBuffer = [UInt8](repeating: 0, count: 16_384)

    mutating func count(_ message: borrowing MQTTMessage) {
        messages += 1
        sinceAcknowledgement += 1
        if message.qos > 0 { unacknowledged += 1 }
        if let unmarked { self.unmarked = message.isRedelivered ? 0 : unmarked + 1 }
    }

    /// Whether so many messages came without the mark that no repeat is to be expected any more.
    var hasSeenLastRedelivery: Bool { unmarked.map { $0 >= MQTTLimits.unmarkedUntilSettled } ?? false }

    mutating func watchRedeliveries(_ isOn: Bool) { unmarked = isOn ? 0 : nil }

    mutating func acknowledge() {
        unacknowledged = 0
        sinceAcknowledgement = 0
    }

    /// The connection is gone, and with it every acknowledgement that waited; the open batch is still open.
    mutating func disconnected() {
        unacknowledged = 0
        unmarked = nil
        isInsidePacket = false
        bytesInsidePacket = 0
    }
}
