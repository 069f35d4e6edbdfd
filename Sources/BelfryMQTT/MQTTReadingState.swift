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
    var peekBuffer = [UInt8](repeating: 0, count: 16_384)

    mutating func count(_ message: borrowing MQTTMessage) {
        messages += 1
        sinceAcknowledgement += 1
        if message.qos > 0 { unacknowledged += 1 }
    }

    mutating func acknowledge() {
        unacknowledged = 0
        sinceAcknowledgement = 0
    }

    /// The connection is gone, and with it every acknowledgement that waited; the open batch is still open.
    mutating func disconnected() {
        unacknowledged = 0
        isInsidePacket = false
        bytesInsidePacket = 0
    }
}
