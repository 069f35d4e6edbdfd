// The producing side of the engine: which shard a reading goes to, and what to do while that shard is full.

import BelfryDetection
import BelfryModel
import BelfryRing
import Synchronization

/// Distributes readings and commands over the shards' rings.
///
/// A shard is chosen by a hash of the series' identity, so that a series has the same shard after every restart. A command
/// goes to every shard, behind the readings submitted before it and before those after it; one that finds a ring full waits
/// here, and readings wait behind it.
final class Intake: @unchecked Sendable {
    // Sendable: one thread at a time submits and ticks; that is the engine's contract with its caller.

    private static let unseen = UInt8.max
    private static let refused = UInt8.max - 1

    private let inputs: InputRings
    private let doorbells: [Doorbell]
    private let registry: SeriesRegistry
    private let describe: @Sendable (SeriesID) -> SeriesDescriptor?
    /// The shard of each series number, or one of the two marks above.
    private let places: UnsafeMutableBufferPointer<UInt8>
    /// Commands that found their shard's ring full, oldest first.
    private var waiting: [[Command]]
    private var imageCount: Int32 = 0
    private let refusedCount = Atomic<Int>(0)

    init(
        inputs: InputRings,
        doorbells: [Doorbell],
        seriesLimit: Int,
        registry: SeriesRegistry,
        describe: @escaping @Sendable (SeriesID) -> SeriesDescriptor?
    ) {
        self.inputs = inputs
        self.doorbells = doorbells
        self.registry = registry
        self.describe = describe
        self.places = .allocate(capacity: seriesLimit)
        self.waiting = doorbells.map { _ in [] }
        places.initialize(repeating: Self.unseen)
    }

    deinit {
        places.deallocate()
    }

    /// Readings that were not evaluated because nobody knew their series, or its number was over the limit.
    ///
    /// relaxed, and where it is counted: a number to look at, which hands nothing over.
    var refusedReadings: Int { refusedCount.load(ordering: .relaxed) }

    /// Hands readings to their shards, from the first on, until one does not fit.
    func submit(_ readings: UnsafeBufferPointer<Reading>) -> Int {
        guard flush(), let first = readings.baseAddress else { return 0 }
        var taken = 0
        var refused = 0
        while taken < readings.count {
            let reading = first + taken
            let place = place(of: reading.pointee.series)
            if place == Self.refused {
                refused += 1
            } else if !inputs[Int(place)].pointee.stage(reading) {
                break
            }
            taken += 1
        }
        for shard in doorbells.indices { deliver(shard) }
        if refused > 0 { refusedCount.wrappingAdd(refused, ordering: .relaxed) }
        return taken
    }

    /// The number of a further image.
    func nextImage() -> Int32 {
        imageCount += 1
        return imageCount
    }

    /// The shard of a series that may not have been seen yet; nil where it is refused.
    func shard(of series: SeriesID) -> Int? {
        let place = place(of: series)
        return place == Self.refused ? nil : Int(place)
    }

    /// Hands a command to every shard.
    func send(_ command: Command) {
        for shard in doorbells.indices { enqueue(command, shard) }
        flush()
    }

    /// Hands over the commands that wait.
    ///
    /// - Returns: whether none waits any more.
    @discardableResult
    func flush() -> Bool {
        var isEmpty = true
        for shard in doorbells.indices where !waiting[shard].isEmpty {
            let staged = waiting[shard].prefix { inputs[shard].pointee.stage($0.envelope) }.count
            waiting[shard].removeFirst(staged)
            if staged > 0 { deliver(shard) }
            if !waiting[shard].isEmpty { isEmpty = false }
        }
        return isEmpty
    }

    /// Publishes what was staged for a shard and wakes it.
    private func deliver(_ shard: Int) {
        inputs[shard].pointee.publish()
        doorbells[shard].ring()
    }

    /// Lets a command wait for its shard.
    ///
    /// Of two ticks in a row the later one is enough, since findings do not depend on where ticks fall: so little waits.
    private func enqueue(_ command: Command, _ shard: Int) {
        if case .tick = command, case .tick? = waiting[shard].last { waiting[shard].removeLast() }
        waiting[shard].append(command)
    }

    @inline(__always)
    private func place(of series: SeriesID) -> UInt8 {
        // A negative number becomes a large one.
        let number = UInt(bitPattern: Int(series.index))
        guard number < UInt(bitPattern: places.count) else { return Self.refused }
        let place = places[Int(bitPattern: number)]
        return place == Self.unseen ? admit(series) : place
    }

    @inline(never)
    private func admit(_ series: SeriesID) -> UInt8 {
        let number = Int(series.index)
        guard let descriptor = describe(series) else {
            // Not remembered: the catalog may know it with the next reading.
            return Self.refused
        }
        registry.enter(descriptor, as: series)
        let place = UInt8(truncatingIfNeeded: Placement.shard(of: descriptor.identity, among: doorbells.count))
        places[number] = place
        return place
    }
}
