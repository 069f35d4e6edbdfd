// Duplicates are recognised as far back as readings may be late: within that reach a repeat changes nothing.
//
//   now ─────────► current generation │ previous generation │ forgotten
//                  ≤ one reach old      ≤ two reaches old
//
// Two generations make forgetting free. That an entry may outlive the reach does not matter, since each knows when it
// arrived: what counts as a repeat never depends on where the generations happen to change. What a broker marks as sent
// before is the exception: it repeats the last batches, however long ago they came, and those are still remembered.

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

    /// The most entries that wait for their place in the table.
    private static let waitingLimit = 64

    private(set) var current = DuplicateGeneration()
    /// The newest entries of the current generation, which have no place in its table yet.
    ///
    /// Each place misses the processor's caches, so it is fetched when an entry begins to wait and is there when it is
    /// taken. Waited for, the misses were a third of decoding: 370 ns a reading of Sparkplug.
    private var waiting: [DuplicateGeneration.Waiting] = []
    private var previous = DuplicateGeneration()
    private var currentSince = Timestamp.distantPast
    /// How far the arrival clock was moved: entries keep its first time, so that a move touches none of them.
    private var movedNanoseconds: Int64 = 0
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
    /// - Parameters:
    ///   - isNewest: whether the series is known to have no reading of this time; saves the search, which misses the
    ///     processor's caches twice.
    ///   - isRedelivered: whether a broker says that it sent the message before. Then it is compared with all that is
    ///     remembered: how long a disk stands still, or Belfry is away, between a commit and its acknowledgement has
    ///     nothing to do with how late a sensor may be.
    mutating func check(
        _ series: SeriesID,
        at eventTime: Timestamp,
        value: Double,
        arrival: Timestamp,
        isNewest: Bool = false,
        isRedelivered: Bool = false
    ) -> Verdict {
        let arrival = arrival.advanced(byNanoseconds: -movedNanoseconds)
        advance(to: arrival)
        let entry = DuplicateGeneration.Entry(series, at: eventTime, value: value, arrival: arrival)
        if isNewest {
            remember(entry)
            return .new
        }
        placeWaiting()
        let reach = isRedelivered ? Int64.max : reachNanoseconds
        let recent = current.verdict(on: entry, within: reach)
        let older = previous.verdict(on: entry, within: reach)
        let verdict = Self.stronger(recent, older)
        if verdict != .duplicate { remember(entry) }
        return verdict
    }

    /// Whether a reading is known, without remembering it.
    func knows(_ series: SeriesID, at eventTime: Timestamp, value: Double, arrival: Timestamp) -> Bool {
        let arrival = arrival.advanced(byNanoseconds: -movedNanoseconds)
        let entry = DuplicateGeneration.Entry(series, at: eventTime, value: value, arrival: arrival)
        return waiting.contains {
            $0.entry.isBeside(entry) && $0.entry.value == entry.value
                && entry.reaches($0.entry, within: reachNanoseconds)
        }
            || current.verdict(on: entry, within: reachNanoseconds) == .duplicate
            || previous.verdict(on: entry, within: reachNanoseconds) == .duplicate
    }

    /// The arrival clock was moved forward, and no time has passed.
    mutating func moveClock(byNanoseconds distance: Int64) {
        movedNanoseconds += distance
    }

    private mutating func advance(to arrival: Timestamp) {
        if currentSince == .distantPast { currentSince = arrival }
        let isFull = current.count + waiting.count >= limit
        guard isFull || arrival.nanosecondsSince(currentSince) > reachNanoseconds else { return }
        if isFull { shortenedCount += 1 }
        placeWaiting()
        previous = current
        current = DuplicateGeneration(expecting: previous.count)
        currentSince = arrival
    }

    private mutating func remember(_ entry: DuplicateGeneration.Entry) {
        if waiting.count == Self.waitingLimit { placeWaiting() }
        waiting.append(current.announce(entry))
    }

    /// Gives every waiting entry its place in the table.
    private mutating func placeWaiting() {
        guard !waiting.isEmpty else { return }
        current.place(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    private static func stronger(_ left: Verdict, _ right: Verdict) -> Verdict {
        if left == .duplicate || right == .duplicate { return .duplicate }
        return left == .correction || right == .correction ? .correction : .new
    }
}
