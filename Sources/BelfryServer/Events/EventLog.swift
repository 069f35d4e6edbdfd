import NIOCore

/// The last events, for clients that come back: a pure ring, bounded in events and in bytes.
///
/// ```
///   forgotten │ kept, oldest first                 │ next
///  ───────────┼─────┬─────┬─────┬─────┬─────┬──────┼──────►  id
///             │     │     │     │     │     │ last │
///   ▲ lastForgotten
/// ```
///
/// Identifiers start at the clock's milliseconds, so that those of a later run are larger than those of an earlier one
/// and a client that comes back after a restart learns of its gap.
struct EventLog {
    static let eventLimit = 1_024
    static let byteLimit = 4 * 1_024 * 1_024

    private(set) var lastID: UInt64
    private(set) var lastForgotten: UInt64
    private var kept: [EventFrame] = []
    private var keptBytes = 0

    /// What a client that comes back has to be told first.
    struct Resumption {
        var frames: [EventFrame]
        /// Whether events between the client's last one and `frames` are gone.
        var hasGap: Bool
    }

    init(startMilliseconds: Int64) {
        self.lastID = UInt64(max(startMilliseconds, 0))
        self.lastForgotten = lastID
    }

    /// Numbers an event and, where it can be resumed, keeps it.
    mutating func append(_ name: EventName, body: ByteBuffer) -> EventFrame {
        lastID += 1
        let frame = EventFrame(id: lastID, body: body)
        guard name.isResumable else { return frame }
        kept.append(frame)
        keptBytes += frame.bytes.readableBytes
        forgetBeyondLimits()
        return frame
    }

    /// What happened after the event `id`.
    func resumption(after id: UInt64) -> Resumption {
        let missed = kept.filter { ($0.id ?? 0) > id }
        return Resumption(frames: missed, hasGap: id < lastForgotten || id > lastID)
    }

    /// Drops an eighth at once, so that dropping costs O(1) an event.
    private mutating func forgetBeyondLimits() {
        while kept.count > Self.eventLimit || (keptBytes > Self.byteLimit && kept.count > 1) {
            let dropped = kept.prefix(max(1, kept.count / 8))
            lastForgotten = dropped.last?.id ?? lastForgotten
            keptBytes -= dropped.reduce(0) { $0 + $1.bytes.readableBytes }
            kept.removeFirst(dropped.count)
        }
    }
}
