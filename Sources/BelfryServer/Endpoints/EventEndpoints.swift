import HTTPTypes
import Hummingbird
import NIOCore

/// The live stream: Server-Sent Events (WHATWG HTML, section "Server-sent events").
enum EventEndpoints {
    static func all(_ parts: ServerParts) -> [Endpoint] {
        [
            .get("/events") { request in
                _ = try request.query(known: [])
                let lastID = request.request.headers[named: "Last-Event-ID"].flatMap { UInt64($0) }
                let channel = request.context.channel
                var headers: HTTPFields = [
                    .contentType: "text/event-stream; charset=utf-8",
                    .cacheControl: "no-store",
                ]
                // Proxies of the nginx kind would otherwise hold events back until a buffer is full.
                headers[named: "X-Accel-Buffering"] = "no"
                if request.request.method == .head { return Response(status: .ok, headers: headers) }
                guard let stream = parts.hub.subscribe(after: lastID, onCut: { channel.reset() }) else {
                    throw RequestFault.unavailable(
                        "too many live streams, or the daemon is stopping",
                        retryAfterSeconds: 5
                    )
                }
                // However the connection ends, the place is given back, even if the body below never gets to run.
                channel.closeFuture.whenComplete { _ in parts.hub.unsubscribe(stream.live) }
                return Response(status: .ok, headers: headers, body: body(of: stream, parts.hub))
            }
        ]
    }

    private static func body(
        of stream: (backlog: [EventFrame], live: EventSubscription),
        _ hub: EventHub
    ) -> ResponseBody {
        ResponseBody { writer in
            defer { hub.unsubscribe(stream.live) }
            var frames = stream.backlog
            while !frames.isEmpty {
                // Waits while the client does not read; meanwhile the queue fills, and the hub cuts where it is full.
                for frame in frames { try await writer.write(frame.bytes) }
                frames = await stream.live.next()
            }
            try await writer.finish(nil)
        }
    }
}
