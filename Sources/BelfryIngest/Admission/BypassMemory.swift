// While the store is down, a second subscription feeds the detectors alone; the broker keeps a copy of each message for
// the store and delivers it later. That copy is stored and not evaluated again, with the time at which the first one
// came, so that what is stored is what was evaluated.
//
//   hash of topic and payload ─► arrivals, oldest first:  a₁ → a₂ → a₃       (a plain "21.5" comes many times)

import BelfryModel

/// Remembers the messages that were evaluated without being stored.
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
    /// Messages that gave way before they came again; their copies are evaluated twice.
    private(set) var forgottenCount = 0

    init(limit: Int) {
        self.limit = min(max(1, limit), Int(Int32.max))
    }

    /// Whether nothing is remembered, as in the steady state.
    var isEmpty: Bool { chains.isEmpty }

    /// Remembers a message that was evaluated.
    mutating func remember(_ hash: UInt64, arrival: Timestamp) {
        let index: Int32
        let entry = Entry(hash: hash, arrival: arrival, next: -1, isTaken: false)
        if ring.count < limit {
            index = Int32(truncatingIfNeeded: ring.count)
            ring.append(entry)
        } else {
            index = Int32(truncatingIfNeeded: oldest)
            if !ring[oldest].isTaken {
                _ = take(ring[oldest].hash)
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

    /// When the message came by the bypass, oldest copy first; nil where it did not.
    mutating func take(_ hash: UInt64) -> Timestamp? {
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
    }
}
