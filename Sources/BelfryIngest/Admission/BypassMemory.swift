// While the store is down, a second subscription feeds the detectors alone; the broker keeps a copy of each message for
// the store and delivers it later. That copy is stored and not evaluated again, with the time at which the first one
// came, so that what is stored is what was evaluated.
//
//   hash of topic and payload ─► arrivals, oldest first:  a₁ → a₂ → a₃       (a plain "21.5" comes many times)
//
// Some copies never come: the broker keeps none at QoS 0. What waited for them must not swallow a new message with the
// same text, so everything is forgotten once messages for the store have come for a while without one of them.

import BelfryModel

/// Remembers messages that were evaluated on one of two ways, until their copy comes on the other.
struct BypassMemory {
    private struct Entry {
        var hash: UInt64
        var arrival: Timestamp
        /// The next arrival of the same message, −1 for none.
        var next: Int32
        var isTaken: Bool
    }

    private struct Chain {
        var first: Int32
        var last: Int32
    }

    /// A ring in order of arrival; the oldest gives way.
    private var ring: [Entry] = []
    private var oldest = 0
    private var chains: [UInt64: Chain] = [:]
    private let limit: Int
    /// The first message for the store since the bypass was last used, or the last one that was a copy.
    private var quietSince: Timestamp?
    /// Messages that gave way before they came again; their copies are evaluated twice.
    private(set) var forgottenCount = 0

    init(limit: Int) {
        self.limit = min(max(1, limit), Int(Int32.max))
    }

    /// Whether nothing is remembered, as in the steady state.
    var isEmpty: Bool { chains.isEmpty }

    /// A broker delivers what it kept in one go; a pause of this length ends it.
    static let quietNanosecondsUntilForgotten = 30 * Nanoseconds.perSecond

    /// Remembers a message that was evaluated.
    mutating func remember(_ hash: UInt64, arrival: Timestamp) {
        quietSince = nil
        let index: Int32
        let entry = Entry(hash: hash, arrival: arrival, next: -1, isTaken: false)
        if ring.count < limit {
            index = Int32(truncatingIfNeeded: ring.count)
            ring.append(entry)
        } else {
            index = Int32(truncatingIfNeeded: oldest)
            if !ring[oldest].isTaken {
                _ = takeOldest(ring[oldest].hash)
                forgottenCount += 1
            }
            ring[oldest] = entry
            oldest = (oldest + 1) % limit
        }
        if let chain = chains[hash] {
            ring[Int(chain.last)].next = index
            chains[hash] = Chain(first: chain.first, last: index)
        } else {
            chains[hash] = Chain(first: index, last: index)
        }
    }

    /// When a message for the store came by the bypass, oldest copy first; nil where it did not.
    mutating func take(_ hash: UInt64, now: Timestamp) -> Timestamp? {
        let since = quietSince ?? now
        quietSince = since
        if now.nanosecondsSince(since) > Self.quietNanosecondsUntilForgotten { removeAll() }
        guard let arrival = takeOldest(hash) else { return nil }
        quietSince = now
        return arrival
    }

    /// The arrival clock was moved forward, and no time has passed; when a message came stays as it was evaluated.
    mutating func moveClock(byNanoseconds distance: Int64) {
        quietSince = quietSince?.advanced(byNanoseconds: distance)
    }

    private mutating func takeOldest(_ hash: UInt64) -> Timestamp? {
        guard let chain = chains[hash] else { return nil }
        let entry = ring[Int(chain.first)]
        ring[Int(chain.first)].isTaken = true
        chains[hash] = entry.next < 0 ? nil : Chain(first: entry.next, last: chain.last)
        return entry.arrival
    }

    /// Forgets everything: the broker has delivered what it kept.
    mutating func removeAll() {
        ring.removeAll()
        chains.removeAll()
        oldest = 0
        quietSince = nil
    }
}
