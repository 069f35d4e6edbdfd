// Messages on their way from the library to whoever reads them, a few dozen at a time:
//
//   library ─► bytes │ topic payload │ topic payload │ …  ─► each in turn
//              entries │ where they lie, and the rest │ …
//
// The library's code and the kernel's run for one message after the other, and then the reader's does: taken in turns, each
// throws the other's code and data out of the processor's caches, which costs more than the copy.

/// Messages that wait to be handed out together.
///
/// Unsafe because messages that are handed out point into its bytes, which nothing changes during the call.
struct HeldMessages {
    /// Messages that are held at most.
    static let messageLimit = 64
    /// Beyond so many bytes no more are held.
    static let byteLimit = 65_536

    private struct Entry: BitwiseCopyable {
        var topicStart: Int
        var payloadStart: Int
        var end: Int
        var messageID: UInt16
        var qos: UInt8
        var isRetained: Bool
        var isRedelivered: Bool
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    /// Whether they are to be handed out now.
    var isFull: Bool { entries.count >= Self.messageLimit || bytes.count >= Self.byteLimit }

    /// Takes a copy of a message.
    mutating func append(_ message: borrowing MQTTMessage) {
        let start = bytes.count
        bytes.append(contentsOf: message.topic)
        let payloadStart = bytes.count
        bytes.append(contentsOf: message.payload)
        entries.append(
            Entry(
                topicStart: start,
                payloadStart: payloadStart,
                end: bytes.count,
                messageID: message.messageID,
                qos: message.qos,
                isRetained: message.isRetained,
                isRedelivered: message.isRedelivered
            )
        )
    }

    /// Hands out every message, in the order in which they came, and forgets them.
    mutating func handOut(_ body: (borrowing MQTTMessage) -> Void) {
        guard !entries.isEmpty else { return }
        bytes.withUnsafeBufferPointer { bytes in
            for entry in entries {
                body(
                    MQTTMessage(
                        topic: UnsafeBufferPointer(rebasing: bytes[entry.topicStart..<entry.payloadStart]),
                        payload: UnsafeRawBufferPointer(
                            UnsafeBufferPointer(rebasing: bytes[entry.payloadStart..<entry.end])
                        ),
                        qos: entry.qos,
                        isRetained: entry.isRetained,
                        messageID: entry.messageID,
                        isRedelivered: entry.isRedelivered
                    )
                )
            }
        }
        entries.removeAll(keepingCapacity: true)
        // One large message must not keep its memory.
        bytes.removeAll(keepingCapacity: bytes.capacity <= 2 * Self.byteLimit)
    }
}
