// One broker with one persistent QoS 1 session, as mosquitto 2.0.11 has shown itself: packet identifiers survive a
// redelivery, a lost connection makes it repeat what has no acknowledgement, and after a crash it wakes up as it was at its
// last autosave.
//
//   publish ─► queue ─► deliver (window) ─► unacknowledged ─► acknowledge
//                 ▲                              │ connection lost: again, marked
//                 └── autosave ◄── crash ────────┘

import BelfryModel

/// A broker in memory.
final class SimulatedBroker {
    /// One PUBLISH on its way to Belfry.
    struct Delivery {
        var publication: Int
        var messageID: UInt16
        var isRedelivered: Bool
        var isRetained: Bool
    }

    /// What survives a crash, as of the last autosave.
    private struct State {
        var queue: [Delivery] = []
        var queueHead = 0
        /// Delivered on some connection and not acknowledged, oldest first.
        var unacknowledged: [Delivery] = []
        var lastID: UInt16 = 0
        var isSessionKnown = false
        /// By topic, in the order in which the topics came up.
        var retained: [(topic: Int, publication: Int)] = []
        /// What was acknowledged since the autosave: after a crash it comes again.
        var acknowledgedSince: [Int] = []

        var waiting: ArraySlice<Delivery> { queue[queueHead...] }
    }

    /// Messages that it sends before it waits for an acknowledgement.
    let window: Int
    /// Told each publication that Belfry has acknowledged; not those that were only retained copies.
    var onAcknowledge: (Int) -> Void = { _ in }

    private var state = State()
    private var saved = State()
    /// Of `state.unacknowledged` those not yet sent again on this connection.
    private var toRepeat = 0
    private(set) var isUp = true
    private(set) var isConnected = false
    private(set) var connections = 0
    private(set) var isSessionPresent = false
    /// Publications that it has forgotten, and those that it may send although Belfry has acknowledged them.
    private(set) var forgotten: Set<Int> = []
    private(set) var mayRepeat: Set<Int> = []

    init(window: Int) {
        self.window = window
    }

    /// A sensor's message, kept for the session; false while it is down, and the sensor tries again.
    func publish(_ publication: Int, topic: Int, isRetained: Bool) -> Bool {
        guard isUp else { return false }
        if isRetained {
            if let place = state.retained.firstIndex(where: { $0.topic == topic }) {
                state.retained[place].publication = publication
            } else {
                state.retained.append((topic, publication))
            }
        }
        // Nobody has subscribed yet: it is nobody's.
        guard state.isSessionKnown else {
            forgotten.insert(publication)
            return true
        }
        enqueue(publication, isRetained: false)
        return true
    }

    private func enqueue(_ publication: Int, isRetained: Bool) {
        state.queue.append(
            Delivery(publication: publication, messageID: 0, isRedelivered: false, isRetained: isRetained)
        )
    }

    // MARK: - The session

    /// Whether something could be delivered now.
    var canDeliver: Bool {
        isConnected && (toRepeat > 0 || !state.waiting.isEmpty && state.unacknowledged.count < window)
    }

    func connect() {
        guard isUp, !isConnected else { return }
        isConnected = true
        connections += 1
        isSessionPresent = state.isSessionKnown
        toRepeat = state.unacknowledged.count
        guard !state.isSessionKnown else { return }
        state.isSessionKnown = true
        for (_, publication) in state.retained { enqueue(publication, isRetained: true) }
    }

    func disconnect() {
        isConnected = false
        toRepeat = 0
        for index in state.unacknowledged.indices { state.unacknowledged[index].isRedelivered = true }
    }

    /// The next messages, at most `limit`: first what it repeats.
    func deliver(limit: Int) -> [Delivery] {
        guard isConnected else { return [] }
        var deliveries: [Delivery] = []
        while deliveries.count < limit, toRepeat > 0 {
            deliveries.append(state.unacknowledged[state.unacknowledged.count - toRepeat])
            toRepeat -= 1
        }
        while deliveries.count < limit, !state.waiting.isEmpty, state.unacknowledged.count < window {
            var delivery = state.queue[state.queueHead]
            state.queueHead += 1
            delivery.messageID = nextID()
            state.unacknowledged.append(delivery)
            deliveries.append(delivery)
        }
        if state.queueHead > 512 {
            state.queue.removeFirst(state.queueHead)
            state.queueHead = 0
        }
        return deliveries
    }

    /// PUBACK for everything that was delivered on a connection; one that is gone takes its acknowledgements along.
    func acknowledge(connection: Int) {
        guard isConnected, connection == connections else { return }
        let acknowledged = state.unacknowledged.prefix(state.unacknowledged.count - toRepeat)
        for delivery in acknowledged where !delivery.isRetained {
            onAcknowledge(delivery.publication)
            state.acknowledgedSince.append(delivery.publication)
        }
        state.unacknowledged.removeFirst(acknowledged.count)
    }

    private func nextID() -> UInt16 {
        repeat {
            state.lastID = state.lastID == .max ? 1 : state.lastID + 1
        } while state.unacknowledged.contains { $0.messageID == state.lastID }
        return state.lastID
    }

    // MARK: - Its life

    /// What it would wake up with after a crash.
    func autosave() {
        state.acknowledgedSince = []
        saved = state
    }

    /// How it ends.
    enum End: CaseIterable {
        /// Everything is saved.
        case stop
        /// What has happened since the autosave is lost.
        case crash
        /// Its file is lost as well.
        case forget
    }

    func end(_ end: End) {
        disconnect()
        isUp = false
        switch end {
        case .stop: break
        case .crash:
            mayRepeat.formUnion(state.acknowledgedSince)
            // What it had sent since, it sends as if for the first time.
            let sent = Set(saved.unacknowledged.map(\.publication))
            mayRepeat.formUnion(state.unacknowledged.map(\.publication).filter { !sent.contains($0) })
            wakeUp(as: saved)
        case .forget:
            var fresh = State()
            // Sensors publish their retained values anew; that they are still there is the harder case.
            fresh.retained = state.retained
            wakeUp(as: fresh)
        }
    }

    private func wakeUp(as older: State) {
        forgotten.formUnion(publications(of: state).subtracting(publications(of: older)))
        state = older
        for index in state.unacknowledged.indices { state.unacknowledged[index].isRedelivered = true }
        saved = state
    }

    func start() {
        isUp = true
    }

    /// What it has not been told to forget.
    var held: Set<Int> { publications(of: state) }

    private func publications(of state: State) -> Set<Int> {
        Set((Array(state.waiting) + state.unacknowledged).filter { !$0.isRetained }.map(\.publication))
    }
}
