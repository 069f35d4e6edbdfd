/// Reads one response off a connection: the socket's pieces through the parser.
struct ResponseReader {
    private let connection: SocketConnection
    private let endpoint: Endpoint
    private var parser = HTTPResponseParser()
    private var events: [HTTPResponseParser.Event] = []

    init(_ connection: SocketConnection, endpoint: Endpoint) {
        self.connection = connection
        self.endpoint = endpoint
    }

    /// The response's head.
    mutating func head(deadline: Int64) throws(CommandFailure) -> HTTPResponseHead {
        while let event = try nextEvent(deadline: deadline) {
            if case .head(let head) = event { return head }
        }
        throw endpoint.broken(SocketConnection.Fault.timedOut.description)
    }

    /// The next part of the body; nil at its end.
    mutating func nextPart(deadline: Int64) throws(CommandFailure) -> [UInt8]? {
        while true {
            switch try nextEvent(deadline: deadline) {
            case .body(let part): return part
            case .finished: return nil
            case .head: continue
            case nil: throw endpoint.broken(SocketConnection.Fault.timedOut.description)
            }
        }
    }

    /// The next event; nil where none came before the deadline.
    mutating func nextEvent(deadline: Int64) throws(CommandFailure) -> HTTPResponseParser.Event? {
        while events.isEmpty {
            guard let bytes = try read(deadline: deadline) else { return nil }
            do throws(HTTPResponseParser.Fault) {
                events = try bytes.isEmpty ? parser.end() : parser.receive(bytes)
            } catch {
                throw endpoint.broken(Self.reason(of: error))
            }
            if bytes.isEmpty, events.isEmpty { return .finished }
        }
        return events.removeFirst()
    }

    private func read(deadline: Int64) throws(CommandFailure) -> [UInt8]? {
        do throws(SocketConnection.Fault) {
            return try connection.read(deadline: deadline)
        } catch {
            throw endpoint.broken(error.description)
        }
    }

    private static func reason(of fault: HTTPResponseParser.Fault) -> String {
        switch fault {
        case .endedEarly: "the connection ended in the middle of the answer"
        case .notHTTP, .headTooLong, .badLength, .badChunk: "what answers there does not speak HTTP as Belfry does"
        }
    }
}
