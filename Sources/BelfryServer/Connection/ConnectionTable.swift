import NIOCore
import Synchronization

/// The open connections of one listener, so that a crowd of idle or slow ones never keeps a newcomer out.
///
/// At the limit the connection that has been slow for longest is closed, so a newcomer always gets in. Only where all are
/// live streams, which have a limit of their own, it does not.
final class ConnectionTable: Sendable {
    private struct Entry {
        var channel: any Channel
        /// Who gives way first, see ``ConnectionMachine/slowSince``.
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
    func add(_ channel: any Channel, slowSince: Int64?) {
        let crowdedOut: (any Channel)? = entries.withLock { entries in
            var loser: (any Channel)?
            if entries.count >= limit {
                counters.crowdedOut.add(1, ordering: .relaxed)
                let slowest = entries.min { ($0.value.slowSince ?? .max) < ($1.value.slowSince ?? .max) }
                guard let slowest, slowest.value.slowSince != nil else { return channel }
                entries[slowest.key] = nil
                loser = slowest.value.channel
            }
            entries[ObjectIdentifier(channel)] = Entry(channel: channel, slowSince: slowSince)
            return loser
        }
        crowdedOut?.reset()
    }

    /// Notes a connection's rank for giving way.
    func note(_ channel: any Channel, slowSince: Int64?) {
        entries.withLock { $0[ObjectIdentifier(channel)]?.slowSince = slowSince }
    }

    /// Forgets a closed connection.
    func remove(_ channel: any Channel) {
        entries.withLock { $0[ObjectIdentifier(channel)] = nil }
    }
}
