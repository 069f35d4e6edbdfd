// The reference beside the daemon's end-to-end figure: what is left when nothing is done with the messages. It decodes
// nothing, stores nothing and acknowledges whatever it has read.

internal import BelfryMQTT
internal import Glibc

/// The MQTT session alone, in a process of its own.
public enum SessionReference {
    /// What receiving cost.
    public struct Report: Sendable, Codable {
        public var messages: Int
        /// From the first message to the last.
        public var seconds: Double
        /// Of the process between the two.
        public var cpuSeconds: Double
    }

    private static let idleMilliseconds: Int32 = 10_000

    /// Takes messages from a broker on the loopback until all have come, or none for ten seconds.
    public static func run(port: Int, qos: Int, messages: Int) throws -> Report {
        let session = try MQTTSession(
            MQTTSessionConfiguration(
                name: "reference",
                host: "127.0.0.1",
                port: port,
                clientID: "belfry-bench-reference",
                subscriptions: [MQTTSubscription(filter: EndToEndLoad.filter, qos: qos)]
            )
        )
        var begin: (seconds: Double, cpuSeconds: Double)?
        var received = 0
        while received < messages {
            session.service(monotonicNanoseconds: Int64(elapsed(CLOCK_MONOTONIC) * 1e9), allowWrite: true)
            guard wait(for: session, milliseconds: session.socket == nil ? 10 : idleMilliseconds) else { break }
            received += session.read(limit: 1_000) { _ in }
            session.acknowledge()
            if begin == nil, received > 0 {
                begin = (elapsed(CLOCK_MONOTONIC), elapsed(CLOCK_PROCESS_CPUTIME_ID))
            }
        }
        let end = (seconds: elapsed(CLOCK_MONOTONIC), cpuSeconds: elapsed(CLOCK_PROCESS_CPUTIME_ID))
        session.disconnect()
        return Report(
            messages: received,
            seconds: end.seconds - (begin?.seconds ?? end.seconds),
            cpuSeconds: end.cpuSeconds - (begin?.cpuSeconds ?? end.cpuSeconds)
        )
    }

    /// Waits for the socket; false when there is one and the time is over.
    private static func wait(for session: MQTTSession, milliseconds: Int32) -> Bool {
        guard let socket = session.socket else {
            usleep(useconds_t(milliseconds) * 1_000)
            return true
        }
        let events = Int16(POLLIN) | (session.wantsWrite ? Int16(POLLOUT) : 0)
        var descriptor = pollfd(fd: socket, events: events, revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }

    private static func elapsed(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
