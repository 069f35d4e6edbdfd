import NIOCore

/// One event as it goes over the wire (WHATWG HTML, "Server-sent events", event stream format), built once for all.
///
/// ```
/// id: 1732338000123⏎
/// event: incident⏎
/// data: {"entry":…,"incident":…}⏎
/// ⏎
/// ```
struct EventFrame: Sendable {
    /// Nil for a comment.
    var id: UInt64?
    /// Shared by every client's queue: a copy is a reference.
    var bytes: ByteBuffer

    /// The frame of one event.
    init(id: UInt64, body: ByteBuffer) {
        var bytes = ByteBuffer(string: "id: \(id)\n")
        bytes.writeImmutableBuffer(body)
        self.id = id
        self.bytes = bytes
    }

    /// All of a frame but its identifier, so that the long part is built outside of the hub's lock.
    static func body(name: String, data: some Sequence<UInt8>) -> ByteBuffer {
        var body = ByteBuffer(string: "event: \(name)\ndata: ")
        // A line break inside the data would end the field. JSON on one line has none; other JSON gets more fields.
        let bytes = Array(data)
        if !bytes.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            body.writeBytes(bytes)
        } else {
            let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            body.writeBytes(lines.joined(separator: "\ndata: ".utf8))
        }
        body.writeStaticString("\n\n")
        return body
    }

    private init(comment: StaticString) {
        self.id = nil
        self.bytes = ByteBuffer(staticString: comment)
    }

    /// Tells a client that came back that the events between `after` and now are gone: it has to read the lists again.
    static func gap(id: UInt64, after: UInt64) -> EventFrame {
        EventFrame(id: id, body: body(name: "gap", data: "{\"after\":\(after)}".utf8))
    }

    /// Opens a stream: how long to wait before coming back, and a first byte for proxies that wait for one.
    static let greeting = EventFrame(comment: "retry: 2000\n: belfry\n\n")
    /// Keeps a quiet connection open.
    static let heartbeat = EventFrame(comment: ": heartbeat\n\n")
}
