public import BelfryAPI
public import BelfryIncidents
public import BelfryModel
import Synchronization

/// Where the daemon tells the world what happens, and every open `GET /events` listens.
///
/// Publishing is safe from any thread and never waits for a client: each has a bounded queue, and one that does not keep
/// up is cut off and may resume from the last ``EventLog/eventLimit`` events.
public final class EventHub: Sendable {
    /// What the hub did so far.
    public struct Statistics: Hashable, Sendable {
        /// Open streams.
        public var clients = 0
        public var published: UInt64 = 0
        /// Streams that were cut off because their client did not keep up.
        public var cut: UInt64 = 0
    }

    private struct State {
        var log: EventLog
        var subscriptions: [Int: EventSubscription] = [:]
        var nextNumber = 0
        var isClosed = false
        var published: UInt64 = 0
        var cut: UInt64 = 0
    }

    private let state: Mutex<State>
    private let clientLimit: Int
    private let queueCapacity: Int

    /// A hub whose identifiers start at a wall-clock instant.
    public init(startingAt now: Timestamp, limits: ServerLimits = ServerLimits()) {
        self.state = Mutex(State(log: EventLog(startMilliseconds: now.milliseconds)))
        self.clientLimit = limits.eventStreams
        self.queueCapacity = limits.queuedEvents
    }

    /// Publishes one JSON document under a name.
    public func publish(_ name: EventName, json: some Sequence<UInt8>) {
        let body = EventFrame.body(name: name.rawValue, data: json)
        state.withLock { state in
            let frame = state.log.append(name, body: body)
            state.published += 1
            Self.deliver(frame, to: &state)
        }
    }

    /// Publishes what happened to an incident.
    public func publish(_ event: IncidentEvent) {
        publish(.incident, document: IncidentEventDocument(event))
    }

    /// Publishes a finding that was raised or cleared.
    public func publish(_ finding: Finding) {
        publish(.finding, document: FindingDocument(finding))
    }

    /// Publishes how the gateway does.
    ///
    /// The server does so by itself as often as ``ServerLimits/statusSeconds`` says.
    public func publish(_ status: StatusDocument) {
        publish(.status, document: status)
    }

    /// What the hub did so far.
    public var statistics: Statistics {
        state.withLock {
            Statistics(clients: $0.subscriptions.count, published: $0.published, cut: $0.cut)
        }
    }

    /// Keeps quiet connections open.
    func heartbeat() {
        state.withLock { Self.deliver(.heartbeat, to: &$0) }
    }

    /// Opens a stream.
    ///
    /// - Parameters:
    ///   - id: the last event that the client has seen; nil for a client that starts now.
    ///   - onCut: called once where the client did not keep up; must not block.
    /// - Returns: the first frames and the stream of the later ones; nil where there are too many streams or the hub is
    ///   closed.
    func subscribe(
        after id: UInt64?,
        onCut: @escaping @Sendable () -> Void
    ) -> (backlog: [EventFrame], live: EventSubscription)? {
        state.withLock { state in
            guard !state.isClosed, state.subscriptions.count < clientLimit else { return nil }
            let live = EventSubscription(number: state.nextNumber, capacity: queueCapacity, onCut: onCut)
            state.nextNumber += 1
            state.subscriptions[live.number] = live
            guard let id else { return ([.greeting], live) }
            let resumption = state.log.resumption(after: id)
            // The gap carries the id before the frames that follow it, so that coming back again stays exact.
            let gap = EventFrame.gap(id: (resumption.frames.first?.id ?? state.log.lastID + 1) - 1, after: id)
            return ([.greeting] + (resumption.hasGap ? [gap] : []) + resumption.frames, live)
        }
    }

    /// Takes a client's place back.
    func unsubscribe(_ subscription: EventSubscription) {
        subscription.finish()
        state.withLock { $0.subscriptions[subscription.number] = nil }
    }

    /// Ends every stream, so that the daemon can stop, and refuses new ones.
    func close() {
        let subscriptions = state.withLock { state in
            state.isClosed = true
            defer { state.subscriptions = [:] }
            return state.subscriptions.values
        }
        for subscription in subscriptions { subscription.finish() }
    }

    private func publish(_ name: EventName, document: some Encodable) {
        // Encoding plain documents cannot fail (see ``WireCoding``); if it did, a missing event is all that is lost.
        guard let json = try? WireCoding.encode(document) else { return }
        publish(name, json: json)
    }

    private static func deliver(_ frame: EventFrame, to state: inout State) {
        for (number, subscription) in state.subscriptions where !subscription.offer(frame) {
            state.subscriptions[number] = nil
            state.cut += 1
        }
    }
}
