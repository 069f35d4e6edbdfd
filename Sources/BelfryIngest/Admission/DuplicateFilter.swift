// Duplicates are recognised as far back as readings may be late: within that reach a repeat changes nothing.
//
//   now ─────────► current generation │ previous generation │ forgotten
//                  ≤ one reach old      ≤ two reaches old
//
// Two generations make forgetting free. That an entry may outlive the reach does not matter, since each knows when it
// arrived: what counts as a repeat never depends on where the generations happen to change.

import BelfryModel

/// Remembers (series, event time, value) of the readings of late.
struct DuplicateFilter {
    /// What a reading is to those before it.
    enum Verdict {
        case new
        /// Same series, event time and value.
        case duplicate
        /// Same series and event time, and a value that was not there before.
        case correction
    }

    private struct Entry: BitwiseCopyable {
        var eventTime: Int64
        var value: UInt64
        var arrivalTime: Int64
        /// −1 where empty.
        var series: Int32
    }

    /// One generation: an open hash table, at most half full.
    private struct Generation {
        var slots: [Entry]
        var count = 0

        /// A generation that takes as many entries as the one before without growing.
        init(expecting entries: Int = 0) {
            var slotCount = 1_024
            while slotCount < entries * 2 { slotCount *= 2 }
            slots = Array(repeating: Self.empty, count: slotCount)
        }

        static let empty = Entry(eventTime: 0, value: 0, arrivalTime: 0, series: -1)
    }

    /// The most entries that wait for their place in the table.
    private static let waitingLimit = 64

    private var current = Generation()
    /// The newest entries of the current generation, which have no place in its table yet.
    ///
    /// Each place misses the processor's caches; taken together the misses overlap. One by one they were a third of
    /// decoding: 370 ns a reading of Sparkplug, 250 ns with them together.
    private var waiting: [Entry] = []
    private var previous = Generation()
    private var currentSince = Timestamp.distantPast
    private let reachNanoseconds: Int64
    private let limit: Int
    /// How often the limit was reached before the reach was: then repeats of older readings went unseen.
    private(set) var shortenedCount = 0

    /// - Parameters:
    ///   - reachNanoseconds: how long after a reading's arrival its repeat is recognised.
    ///   - limit: readings that are remembered at least; twice as many at most.
    init(reachNanoseconds: Int64, limit: Int) {
        self.reachNanoseconds = max(0, reachNanoseconds)
        self.limit = max(1, limit)
        waiting.reserveCapacity(Self.waitingLimit)
    }

    /// Compares a reading with those before it and, unless it is a duplicate, remembers it.
    ///
    /// O(1) expected.
    ///
    /// - Parameter isNewest: whether the series is known to have no reading of this time; saves the search, which
    ///   misses the processor's caches twice.
    mutating func check(
        _ series: SeriesID,
        at eventTime: Timestamp,
        value: Double,
        arrival: Timestamp,
        isNewest: Bool = false
    ) -> Verdict {
        advance(to: arrival)
        let entry = Entry(
            eventTime: eventTime.nanoseconds,
            value: value.bitPattern,
            arrivalTime: arrival.nanoseconds,
            series: series.index
        )
        if isNewest {
            remember(entry)
            return .new
        }
        placeWaiting()
        let hash = Self.hash(entry)
        let recent = look(for: entry, hash, in: current)
        let older = previous.count == 0 ? .new : look(for: entry, hash, in: previous)
        let verdict = Self.stronger(recent, older)
        if verdict != .duplicate { remember(entry) }
        return verdict
    }

    /// Whether a reading is known, without remembering it.
    func knows(_ series: SeriesID, at eventTime: Timestamp, value: Double, arrival: Timestamp) -> Bool {
        let entry = Entry(
            eventTime: eventTime.nanoseconds,
            value: value.bitPattern,
            arrivalTime: arrival.nanoseconds,
            series: series.index
        )
        let hash = Self.hash(entry)
        return waiting.contains { isSame($0, entry) && $0.value == entry.value }
            || look(for: entry, hash, in: current) == .duplicate || look(for: entry, hash, in: previous) == .duplicate
    }

    private mutating func advance(to arrival: Timestamp) {
        if currentSince == .distantPast { currentSince = arrival }
        let isFull = current.count + waiting.count >= limit
        guard isFull || arrival.nanosecondsSince(currentSince) > reachNanoseconds else { return }
        if isFull { shortenedCount += 1 }
        placeWaiting()
        previous = current
        current = Generation(expecting: previous.count)
        currentSince = arrival
    }

    private func look(for entry: Entry, _ hash: UInt64, in generation: Generation) -> Verdict {
        let mask = generation.slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        var verdict = Verdict.new
        while generation.slots[slot].series >= 0 {
            let known = generation.slots[slot]
            if isSame(known, entry) {
                if known.value == entry.value { return .duplicate }
                verdict = .correction
            }
            slot = (slot + 1) & mask
        }
        return verdict
    }

    /// Whether two are readings of one series and one time, and the known one is not too old to tell.
    private func isSame(_ known: Entry, _ entry: Entry) -> Bool {
        known.series == entry.series && known.eventTime == entry.eventTime
            && Timestamp(nanoseconds: entry.arrivalTime).nanosecondsSince(Timestamp(nanoseconds: known.arrivalTime))
                <= reachNanoseconds
    }

    private mutating func remember(_ entry: Entry) {
        if waiting.count == Self.waitingLimit { placeWaiting() }
        waiting.append(entry)
    }

    /// Gives every waiting entry its place in the table.
    private mutating func placeWaiting() {
        guard !waiting.isEmpty else { return }
        while (current.count + waiting.count) * 2 > current.slots.count { grow() }
        for entry in waiting { Self.place(entry, Self.hash(entry), in: &current.slots) }
        current.count += waiting.count
        waiting.removeAll(keepingCapacity: true)
    }

    private mutating func grow() {
        var larger = Array(repeating: Generation.empty, count: current.slots.count * 2)
        for entry in current.slots where entry.series >= 0 { Self.place(entry, Self.hash(entry), in: &larger) }
        current.slots = larger
    }

    private static func place(_ entry: Entry, _ hash: UInt64, in slots: inout [Entry]) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].series >= 0 { slot = (slot + 1) & mask }
        slots[slot] = entry
    }

    private static func hash(_ entry: Entry) -> UInt64 {
        // Two rounds: event times are mostly whole seconds, and one product of time and series clusters.
        let time = ByteHash.mix(UInt64(bitPattern: entry.eventTime) ^ 0xa076_1d64_78bd_642f, 0x8ebc_6af0_9c88_c6e3)
        return ByteHash.mix(time ^ UInt64(UInt32(bitPattern: entry.series)), 0x5899_65cc_7537_4cc3)
    }

    private static func stronger(_ left: Verdict, _ right: Verdict) -> Verdict {
        if left == .duplicate || right == .duplicate { return .duplicate }
        return left == .correction || right == .correction ? .correction : .new
    }
}
