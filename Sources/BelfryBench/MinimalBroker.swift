// One mosquitto moves about 82,000 messages a second at QoS 0 and 34,000 at QoS 1 on the machine where Belfry is
// measured, and would be what is measured. This broker does the least that MQTT 5 allows: it lets everybody in, grants
// every subscription and sends prepared packets to its first subscriber as fast as that one takes them. It runs in a
// process of its own, so that its CPU seconds are not the daemon's.
//
//   listen ─► CONNECT, SUBSCRIBE answered ─► PUBLISH … PUBLISH ─► all sent (and acknowledged) ─► ends by itself

internal import Glibc

/// A broker with one job: to be faster than what is measured.
public final class MinimalBroker {
    /// What to send.
    public struct Load {
        /// Sent round and round.
        public var messages: [(topic: String, payload: [UInt8])]
        /// 0 or 1.
        public var qos: Int
        /// How many messages in all.
        public var total: Int
        /// How many may wait for their PUBACK at QoS 1, in 1...65,534.
        public var window: Int
        /// When messages may leave.
        public var pace: Pace
        /// Whether payloads that are a ``StampedValue``'s mark become its stamp as their time comes; with times only.
        public var isStamped: Bool

        public init(
            messages: [(topic: String, payload: [UInt8])],
            qos: Int,
            total: Int,
            window: Int = 1_000,
            pace: Pace = .asFastAsTaken(afterNanoseconds: 0),
            isStamped: Bool = false
        ) {
            self.messages = messages
            self.qos = min(max(qos, 0), 1)
            self.total = total
            self.window = window
            self.pace = pace
            self.isStamped = isStamped
        }
    }

    /// When messages may leave, counted from the first SUBSCRIBE.
    public enum Pace: Sendable {
        /// All from this time on, and none that is left at the other.
        case asFastAsTaken(afterNanoseconds: Int64, untilNanoseconds: Int64 = .max)
        /// Each at its own time; times do not decrease, and there is one for each message of the whole load.
        case times(nanoseconds: [Int64])
    }

    /// What was sent, in which time.
    public struct Report: Sendable, Codable {
        public var sent: Int
        /// PUBACKs received.
        public var acknowledged: Int
        /// When the first PUBLISH might leave, in monotonic nanoseconds.
        public var startedAt: Int64
        /// When the last PUBACK had come, or at QoS 0 the last byte was handed to the system.
        public var endedAt: Int64
        /// Whether everything was sent, and at QoS 1 acknowledged.
        public var isComplete: Bool
    }

    /// Why the broker could not run.
    public struct Fault: Error, CustomStringConvertible {
        public var description: String
    }

    /// The loopback port it listens on.
    public let port: Int
    private let listener: Int32
    private var feed: MinimalBrokerFeed
    private var connections: [MinimalBrokerConnection] = []
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    /// The socket of the client that is fed: the first that subscribed.
    private var fed: Int32?
    /// When a client came or a message went last.
    private var workedAt: Int64 = 0
    private var subscribedAt: Int64?
    private var endedAt: Int64 = 0

    /// More clients than a daemon opens are turned away.
    private static let connectionLimit = 16

    /// Listens on the loopback.
    ///
    /// - Parameter port: 0 for any free one.
    public init(port: Int = 0, load: Load) throws(Fault) {
        (listener, self.port) = try Self.listen(port: port)
        feed = MinimalBrokerFeed(load)
    }

    deinit {
        for connection in connections { close(connection.socket) }
        close(listener)
    }

    /// Serves until everything is sent and the fed client has hung up, or no message went for `idleSeconds`.
    ///
    /// - Parameter onDone: called once, when all is sent and, at QoS 1, acknowledged.
    /// - Returns: what was sent.
    @discardableResult
    public func run(idleSeconds: Int = 30, onDone: (Report) -> Void = { _ in }) -> Report {
        let patience = Int64(max(idleSeconds, 1)) * 1_000_000_000
        workedAt = Self.now()
        while !isOver, Self.now() < workedAt + patience {
            let progress = feed.sent + feed.acknowledged
            waitForWork()
            if let subscribedAt {
                let now = Self.now()
                feed.release(at: now - subscribedAt, now: now)
            }
            for index in connections.indices { serve(index) }
            closeEnded()
            if feed.sent + feed.acknowledged > progress { workedAt = Self.now() }
            if feed.isDone, endedAt == 0 {
                endedAt = Self.now()
                onDone(report)
            }
        }
        return report
    }

    private var report: Report {
        Report(
            sent: feed.sent,
            acknowledged: feed.acknowledged,
            startedAt: (subscribedAt ?? 0) + feed.firstRelease,
            endedAt: endedAt,
            isComplete: feed.isDone
        )
    }

    /// At QoS 0 bytes may still lie in the socket: they are the client's until it hangs up.
    private var isOver: Bool { feed.isDone && !connections.contains { $0.socket == fed } }

    /// Waits for any socket, the time of the next message, or a second.
    private func waitForWork() {
        var descriptors = connections.map { connection in
            let wantsWrite = connection.wantsWrite || (connection.socket == fed && feed.hasRoom)
            let events = Int16(POLLIN) | (wantsWrite ? Int16(POLLOUT) : 0)
            return pollfd(fd: connection.socket, events: events, revents: 0)
        }
        descriptors.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0))
        guard poll(&descriptors, nfds_t(descriptors.count), millisecondsToWait) > 0 else { return }
        if descriptors[descriptors.count - 1].revents != 0 { acceptClient() }
    }

    private var millisecondsToWait: Int32 {
        guard let subscribedAt, let release = feed.nextRelease else { return 1_000 }
        let milliseconds = (subscribedAt + release - Self.now() + 999_999) / 1_000_000
        return Int32(min(max(milliseconds, 0), 1_000))
    }

    private func acceptClient() {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { return }
        guard connections.count < Self.connectionLimit else {
            close(socket)
            return
        }
        var isOn: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        connections.append(MinimalBrokerConnection(socket: socket))
        workedAt = Self.now()
    }

    private func serve(_ index: Int) {
        connections[index].read(into: &buffer)
        if fed == nil, connections[index].hasSubscribed {
            fed = connections[index].socket
            subscribedAt = Self.now()
        }
        guard connections[index].socket == fed else {
            _ = connections[index].flush()
            return
        }
        for _ in 0..<connections[index].acknowledgements { feed.acknowledge() }
        connections[index].acknowledgements = 0
        connections[index].write(from: &feed)
    }

    private func closeEnded() {
        for connection in connections where !connection.isOpen { close(connection.socket) }
        connections.removeAll { !$0.isOpen }
    }
}

extension MinimalBroker {
    private static func listen(port: Int) throws(Fault) -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Fault(description: "no socket: \(reason); raise the limit of open files") }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isListening else {
            let why = reason
            close(descriptor)
            throw Fault(description: "cannot listen on 127.0.0.1:\(port): \(why); choose another port")
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static var reason: String { String(cString: strerror(errno)) }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
