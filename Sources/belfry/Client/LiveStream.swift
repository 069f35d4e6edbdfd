import BelfryDaemon
import BelfryModel

/// The open stream of events: waits for the next one, or says that none came.
final class LiveStream {
    /// What came off the stream.
    enum Signal: Equatable {
        case event(ServerSentEvent)
        case heartbeat
        /// Nothing came before the deadline.
        case quiet
        /// The daemon ended the stream.
        case ended
    }

    private var reader: ResponseReader
    private var parser = ServerSentEventParser()
    private var waiting: [ServerSentEventParser.Signal] = []

    /// The stream of a request that has just been sent.
    ///
    /// - Throws: ``CommandFailure`` where the daemon does not answer with a stream.
    init(_ connection: SocketConnection, endpoint: Endpoint, timeoutNanoseconds: Int64) throws(CommandFailure) {
        reader = ResponseReader(connection, endpoint: endpoint)
        let deadline = SystemClock.monotonicNanoseconds() + timeoutNanoseconds
        let head = try reader.head(deadline: deadline)
        guard head.status == 200 else {
            let body = try reader.nextPart(deadline: deadline) ?? []
            throw Refusal.failure(status: head.status, body: body)
        }
    }

    /// The identifier to resume after; nil before the first event.
    var lastEventID: String? { parser.lastEventID }

    /// The next signal, at the latest at the deadline on the monotonic clock.
    func next(deadline: Int64) throws(CommandFailure) -> Signal {
        while waiting.isEmpty {
            switch try reader.nextEvent(deadline: deadline) {
            case .body(let bytes): waiting = parser.receive(bytes)
            case .head: continue
            case .finished: return .ended
            case nil: return .quiet
            }
        }
        switch waiting.removeFirst() {
        case .event(let event): return .event(event)
        case .heartbeat: return .heartbeat
        }
    }
}
