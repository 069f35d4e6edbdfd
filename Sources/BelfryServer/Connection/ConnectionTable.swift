import NIOCore
import Synchronization

/// The open connections of one listener, so that a crowd of idle or slow ones never keeps a newcomer out.
///
/// At the limit the connection that has been slow for longest is closed; where none is slow, the newcomer is.
final class ConnectionTable: Sendable {
    private struct Entry {
        var channel: any Channel
        /// From when on the connection may give way, in nanoseconds; nil for never.
        var slowSince: Int64?
    }

    private let limit: Int
    private let counters: ServerCounters
    private let entries = Mutex<[ObjectIdentifier: Entry]>([:])

    init(limit: Int, counters: ServerCounters) {
        self.limit = limit
        self.counters = counters
    }

    /// The number of open connections.
    var count: Int { entries.withLock { $0.count } }

    /// Takes in a connection; closes one where there are too many.
    ///
    /// O(1) below the limit, O(limit) at it.
    func add(_ channel: any Channel, nowNanoseconds: Int64) {
        let crowdedOut: (any Channel)? = entries.withLock { entries in
            var loser: (any Channel)?
            if entries.count >= limit {
                counters.crowdedOut.add(1, ordering: .relaxed)
                let slowest = entries.min { ($0.value.slowSince ?? .max) < ($1.value.slowSince ?? .max) }
                guard let slowest, let slowSince = slowest.value.slowSince, slowSince <= nowNanoseconds else {
                    return channel
                }
                entries[slowest.key] = nil
                loser = slowest.value.channel
            }
            entries[ObjectIdentifier(channel)] = Entry(channel: channel, slowSince: nowNanoseconds)
            return loser
        }
        crowdedOut?.reset()
    }

    /// Notes from when on a connection may give way.
    func note(_ channel: any Channel, slowSince: Int64?) {
        entries.withLock { $0[ObjectIdentifier(channel)]?.slowSince = slowSince }
    }

    /// Forgets a closed connection.
    func remove(_ channel: any Channel) {
        entries.withLock { $0[ObjectIdentifier(channel)] = nil }
    }
}
