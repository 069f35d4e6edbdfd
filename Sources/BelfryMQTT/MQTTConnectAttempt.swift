// Looking a name up and opening TCP block, and libmosquitto sends CONNECT properties with its blocking call alone. So
// each attempt runs on a thread of its own: neither a slow name service nor a dead route stops the other sessions.

internal import Synchronization

/// One attempt to connect, on its own thread.
final class MQTTConnectAttempt: Sendable {
    private enum Stage {
        case running
        case connected(MosquittoClient)
        case failed(MQTTFault)
        case taken
    }

    private let stage = Mutex<Stage>(.running)
    private let wake: WakeDescriptor

    /// Starts at once.
    ///
    /// - Parameter hanging: counts the attempts that run, also those that nobody waits for any more.
    init(_ client: MosquittoClient, hanging: HangingAttempts) throws(MQTTFault) {
        wake = try WakeDescriptor()
        guard hanging.enter() else {
            throw MQTTFault(.unreachable, "\(MQTTLimits.hangingAttempts) attempts still hang; check network and DNS")
        }
        let started = PosixThread.start { [self] in
            let fault = client.connect()
            stage.withLock { stage in
                if case .running = stage { stage = fault.map { .failed($0) } ?? .connected(client) }
            }
            hanging.leave()
            wake.wake()
        }
        guard started else {
            hanging.leave()
            throw MQTTFault(.unreachable, "out of threads; raise TasksMax")
        }
    }

    /// Becomes readable when the attempt ends.
    var descriptor: Int32 { wake.descriptor }

    /// The outcome, once; nil while the attempt runs.
    func take() -> Result<MosquittoClient, MQTTFault>? {
        stage.withLock { stage in
            switch stage {
            case .running, .taken: return nil
            case .connected(let client):
                stage = .taken
                return .success(client)
            case .failed(let fault):
                stage = .taken
                return .failure(fault)
            }
        }
    }

    /// Gives the attempt up: its thread ends when the system lets it, and its connection is closed unused.
    func abandon() { stage.withLock { $0 = .taken } }
}

/// How many attempts of one session are under way, abandoned ones included.
final class HangingAttempts: Sendable {
    private let count = Atomic<Int>(0)

    /// Counts one more; false at the limit.
    func enter() -> Bool {
        // Relaxed: only the number matters, it orders nothing else.
        if count.add(1, ordering: .relaxed).newValue <= MQTTLimits.hangingAttempts { return true }
        leave()
        return false
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
