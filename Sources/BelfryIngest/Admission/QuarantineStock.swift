// What could not be read is kept for a while as it came, so that it can be read again once its mapping is mended. It may
// hold anything, a plate or a name among it, so it stays in memory: disk and screen get the masked sample alone.
//
//   oldest ─► │ message │ message │ … │ message │ ◄─ newest      beyond either limit the oldest go

public import BelfryModel

/// A message of the quarantine as it came.
struct QuarantinedMessage {
    var key: QuarantineKey
    var topic: [UInt8]
    var payload: [UInt8]
    var isRetained: Bool
}

/// What tells one quarantined message from the others.
public struct QuarantineKey: Sendable, Hashable {
    /// When it came.
    public var at: Timestamp
    /// The index of the broker.
    public var source: Int
    /// As ``Redaction`` shows it.
    public var topic: String

    public init(at: Timestamp, source: Int, topic: String) {
        self.at = at
        self.source = source
        self.topic = topic
    }
}

/// The quarantined messages that can be read again, the oldest first.
struct QuarantineStock {
    private(set) var messages: [QuarantinedMessage] = []
    private var payloadBytes = 0
    private let messageLimit: Int
    private let byteLimit: Int

    /// - Parameters:
    ///   - messageLimit: messages kept at most.
    ///   - byteLimit: bytes of payload kept at most; a longer message is not kept.
    init(messageLimit: Int, byteLimit: Int) {
        self.messageLimit = messageLimit
        self.byteLimit = byteLimit
    }

    /// Keeps a message; the oldest give way.
    ///
    /// O(1) amortised: room is made for an eighth of the messages at once.
    mutating func keep(_ message: QuarantinedMessage) {
        guard message.payload.count <= byteLimit, messageLimit > 0 else { return }
        if messages.count >= messageLimit || payloadBytes + message.payload.count > byteLimit {
            makeRoom(for: message.payload.count)
        }
        payloadBytes += message.payload.count
        messages.append(message)
    }

    /// Takes out the messages that `isWanted`, the oldest first, at most `limit`.
    mutating func take(limit: Int, where isWanted: (QuarantineKey) -> Bool) -> [QuarantinedMessage] {
        var taken: [QuarantinedMessage] = []
        messages.removeAll { message in
            guard taken.count < limit, isWanted(message.key) else { return false }
            taken.append(message)
            return true
        }
        payloadBytes -= taken.reduce(0) { $0 + $1.payload.count }
        return taken
    }

    private mutating func makeRoom(for byteCount: Int) {
        var gone = 0
        var freed = 0
        while gone < messages.count,
            gone < messages.count / 8 + 1 || payloadBytes - freed + byteCount > byteLimit
        {
            freed += messages[gone].payload.count
            gone += 1
        }
        messages.removeFirst(gone)
        payloadBytes -= freed
    }
}
