import BelfryAPI
import BelfryDaemon
import BelfryModel
import FoundationEssentials

/// Asks the daemon, one connection a request: few, small questions from a person's hand.
struct DeskClient {
    /// An answer longer than this is refused; a whole city's sensors take about a tenth of it.
    static let bodyByteLimit = 64 << 20

    var endpoint: Endpoint
    /// Sent with every request over TCP.
    var token: String?
    /// How long connecting and each wait for bytes may take.
    var timeoutNanoseconds: Int64

    /// The document at a target.
    func get<Document: Decodable>(_ target: RequestTarget, as type: Document.Type) throws(CommandFailure) -> Document {
        try decode(type, from: exchange(HTTPRequest(method: "GET", target: target)))
    }

    /// The text at a target.
    func text(_ target: RequestTarget) throws(CommandFailure) -> String {
        String(decoding: try exchange(HTTPRequest(method: "GET", target: target)), as: UTF8.self)
    }

    /// Sends a document and returns the answer.
    func post<Document: Decodable>(
        _ target: RequestTarget,
        _ body: some Encodable,
        as type: Document.Type
    ) throws(CommandFailure) -> Document {
        var request = HTTPRequest(method: "POST", target: target)
        request.fields.append(("Content-Type", "application/json"))
        do {
            request.body = Array(try WireCoding.encode(body))
        } catch {
            throw CommandFailure("cannot write the request", why: "\(error)", status: .usage)
        }
        return try decode(type, from: exchange(request))
    }

    /// Opens the live stream.
    ///
    /// - Parameter lastEventID: the event to resume after; nil for what comes from now on.
    func openStream(lastEventID: String?) throws(CommandFailure) -> LiveStream {
        var request = HTTPRequest(method: "GET", target: RequestTarget("events"))
        request.fields.append(("Accept", "text/event-stream"))
        if let lastEventID { request.fields.append(("Last-Event-ID", lastEventID)) }
        let connection = try connect()
        try send(request, on: connection)
        return try LiveStream(connection, endpoint: endpoint, timeoutNanoseconds: timeoutNanoseconds)
    }

    private func decode<Document: Decodable>(
        _ type: Document.Type,
        from body: [UInt8]
    ) throws(CommandFailure) -> Document {
        do {
            return try WireCoding.decode(type, from: Data(body))
        } catch {
            throw CommandFailure(
                "cannot read the daemon's answer",
                why: "it is not what belfry \(Release.version) expects",
                remedy: "compare \"belfry version\" with the daemon's version in /status",
                status: .unavailable
            )
        }
    }

    /// One request and the whole of its answer's body.
    private func exchange(_ request: HTTPRequest) throws(CommandFailure) -> [UInt8] {
        let connection = try connect()
        try send(request, on: connection)
        var exchange = ResponseReader(connection, endpoint: endpoint)
        var body: [UInt8] = []
        let head = try exchange.head(deadline: deadline())
        while let part = try exchange.nextPart(deadline: deadline()) {
            guard body.count + part.count <= Self.bodyByteLimit else {
                throw endpoint.broken("the answer is longer than \(Self.bodyByteLimit >> 20) MiB")
            }
            body.append(contentsOf: part)
        }
        guard (200...299).contains(head.status) else { throw Refusal.failure(status: head.status, body: body) }
        return body
    }

    private func connect() throws(CommandFailure) -> SocketConnection {
        do throws(SocketConnection.Fault) {
            return try SocketConnection.open(endpoint, deadline: deadline())
        } catch {
            throw endpoint.unreachable(error)
        }
    }

    private func send(_ request: HTTPRequest, on connection: SocketConnection) throws(CommandFailure) {
        var request = request
        if let token { request.fields.append(("Authorization", "Bearer \(token)")) }
        do throws(SocketConnection.Fault) {
            try connection.write(request.bytes(host: endpoint.hostField), deadline: deadline())
        } catch {
            throw endpoint.broken(error.description)
        }
    }

    private func deadline() -> Int64 {
        SystemClock.monotonicNanoseconds() + timeoutNanoseconds
    }
}
