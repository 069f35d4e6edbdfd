/// The prepared PUBLISH packets of a minimal broker, back to back, and where in them it stands.
///
/// ```
///   bytes   │ packet 0 │ packet 1 │ … │ packet n-1 │   sent round and round
///                 ▲ identifier bytes are patched before each packet leaves at QoS 1
/// ```
///
/// Packet identifiers run 1...65,535 and round again, so the window must stay below 65,535.
struct MinimalBrokerFeed {
    private var bytes: [UInt8] = []
    /// Where each packet begins, and at the end where the last one ends.
    private var starts: [Int] = [0]
    /// Where each packet's identifier lies; empty at QoS 0.
    private var identifiers: [Int] = []
    /// Where each packet's stamp lies, nil without one; empty where none has any.
    private var stamps: [Int?] = []
    private var next = 0
    private var lastIdentifier: UInt16 = 0
    private(set) var sent = 0
    private(set) var acknowledged = 0
    /// How many packets the pace has let go.
    private var released = 0
    private static let grain: Int64 = 1_000_000
    private var total: Int
    private let window: Int
    private let pace: MinimalBroker.Pace

    /// Prepares the packets.
    init(_ load: MinimalBroker.Load) {
        let qos = load.qos
        total = load.messages.isEmpty ? 0 : load.total
        window = qos == 0 ? .max : min(max(load.window, 1), 65_534)
        pace = load.pace
        for message in load.messages {
            var body: [UInt8] = MinimalBrokerPacket.text(message.topic)
            if qos > 0 {
                let headerCount = 1 + MinimalBrokerPacket.length(body.count + 3 + message.payload.count).count
                identifiers.append(bytes.count + headerCount + body.count)
                body += [0, 0]
            }
            // No properties.
            body.append(0)
            body += message.payload
            if load.isStamped {
                let isMarked = message.payload == StampedValue.mark
                let header = 1 + MinimalBrokerPacket.length(body.count).count
                stamps.append(isMarked ? bytes.count + header + body.count - StampedValue.mark.count : nil)
            }
            bytes += [UInt8(0x30 | qos << 1)] + MinimalBrokerPacket.length(body.count) + body
            starts.append(bytes.count)
        }
    }

    /// Whether nothing more is to be sent or waited for.
    var isDone: Bool { sent == total && (identifiers.isEmpty || acknowledged >= total) }

    /// Whether a packet may leave now.
    var hasRoom: Bool { room > 0 }

    private var room: Int {
        min(min(released, total) - sent, identifiers.isEmpty ? .max : window - (sent - acknowledged))
    }

    /// When the first packet may leave.
    var firstRelease: Int64 { release(of: 0) ?? 0 }

    /// When the next packet may leave that may not yet; nil where none is left.
    var nextRelease: Int64? { release(of: released) }

    private func release(of packet: Int) -> Int64? {
        guard packet < total else { return nil }
        switch pace {
        case .asFastAsTaken(let start, _): return start
        case .times(let times): return packet < times.count ? times[packet] : nil
        }
    }

    /// Lets the packets go whose time has come, and stamps those that are to be: with the present, or with the time that was
    /// theirs where that is over by more than the grain of `poll`, so that a sender that stands still hides nothing.
    ///
    /// - Parameters:
    ///   - time: since the first SUBSCRIBE, in nanoseconds.
    ///   - now: the monotonic clock, in nanoseconds.
    mutating func release(at time: Int64, now: Int64) {
        if case .asFastAsTaken(_, let end) = pace, time >= end { total = sent }
        guard let next = nextRelease, next <= time else { return }
        switch pace {
        case .asFastAsTaken: released = total
        case .times:
            while let next = nextRelease, next <= time {
                // Behind a whole turn the stamp of the one before would be lost.
                if released - sent < starts.count - 1 {
                    stamp(released % (starts.count - 1), time - next > Self.grain ? now - time + next : now)
                }
                released += 1
            }
        }
    }

    private mutating func stamp(_ packet: Int, _ now: Int64) {
        guard !stamps.isEmpty, let place = stamps[packet] else { return }
        for (offset, digit) in StampedValue.text(nanoseconds: now).enumerated() { bytes[place + offset] = digit }
    }

    /// Hands packets out as one stretch of bytes, as far as the window and `byteLimit` allow; empty when none may go.
    mutating func take(byteLimit: Int) -> ArraySlice<UInt8> {
        let room = room
        let first = next
        var count = 0
        while count < room, next < starts.count - 1, starts[next + 1] - starts[first] <= byteLimit || count == 0 {
            if !identifiers.isEmpty { patchIdentifier(of: next) }
            next += 1
            count += 1
        }
        sent += count
        let stretch = bytes[starts[first]..<starts[next]]
        if next == starts.count - 1 { next = 0 }
        return stretch
    }

    mutating func acknowledge() { acknowledged += 1 }

    private mutating func patchIdentifier(of packet: Int) {
        lastIdentifier = lastIdentifier == .max ? 1 : lastIdentifier + 1
        bytes[identifiers[packet]] = UInt8(lastIdentifier >> 8)
        bytes[identifiers[packet] + 1] = UInt8(lastIdentifier & 0xFF)
    }
}
