// One (series, time) may have many values, and all of them in one place would have to be gone through for each further
// one. So only the newest stands where its series and time lead, and those before it where their value leads as well:
//
//   hash(series, time) ─────────► newest value                what a reading is compared with first
//   hash(series, time, value) ──► each value before it        looked up, never gone through

import BelfryModel
import CPrefetch
import Glibc

/// One generation of what the duplicate filter remembers: an open hash table, at most half full.
struct DuplicateGeneration {
    struct Entry: BitwiseCopyable {
        var eventTime: Int64
        var value: UInt64
        var arrivalTime: Int64
        /// −1 where empty.
        var series: Int32
        /// Whether it is the newest of its series and time.
        var isNewest = true

        init(_ series: SeriesID, at eventTime: Timestamp, value: Double, arrival: Timestamp) {
            self.eventTime = eventTime.nanoseconds
            self.value = value.bitPattern
            self.arrivalTime = arrival.nanoseconds
            self.series = series.index
        }

        static let empty = Entry(SeriesID(-1), at: Timestamp(nanoseconds: 0), value: 0, arrival: .distantPast)

        /// Whether both are readings of one series and one time.
        func isBeside(_ other: Entry) -> Bool {
            series == other.series && eventTime == other.eventTime
        }

        /// Whether an entry of the past is still too near to be told from a repeat.
        func reaches(_ known: Entry, within nanoseconds: Int64) -> Bool {
            Timestamp(nanoseconds: arrivalTime).nanosecondsSince(Timestamp(nanoseconds: known.arrivalTime))
                <= nanoseconds
        }
    }

    /// An entry that will be given its place.
    struct Waiting: BitwiseCopyable {
        var entry: Entry
        fileprivate var hash: UInt64
    }

    private(set) var slots: [Entry]
    private(set) var count = 0
    /// Another one each time: whoever may publish must not be able to find times and values that share a place.
    private let seed = UInt64.random(in: .min ... .max)

    /// A generation that takes as many entries as the one before without growing.
    init(expecting entries: Int = 0) {
        var slotCount = 1_024
        while slotCount < entries * 2 { slotCount *= 2 }
        slots = Self.table(of: slotCount)
    }

    /// An empty table, in large pages where it is large: looked into at random, each small page of it would be another
    /// miss of the processor's address cache.
    ///
    /// Unsafe because the array's memory is advised on before it is initialized.
    private static func table(of slotCount: Int) -> [Entry] {
        Array(unsafeUninitializedCapacity: slotCount) { slots, count in
            let pageBytes = 4_096
            if let base = slots.baseAddress, slotCount * MemoryLayout<Entry>.stride >= largeTableBytes {
                let start = (Int(bitPattern: base) + pageBytes - 1) / pageBytes * pageBytes
                let end = (Int(bitPattern: base) + slotCount * MemoryLayout<Entry>.stride) / pageBytes * pageBytes
                // Refused by a kernel without them, and then nothing is lost.
                madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE)
            }
            slots.initialize(repeating: .empty)
            count = slotCount
        }
    }

    /// Tables of at least so many bytes are put into large pages.
    private static let largeTableBytes = 4 << 20

    /// What a reading is to those of this generation.
    ///
    /// O(1) expected, however many values its time has.
    func verdict(on entry: Entry, within reach: Int64) -> DuplicateFilter.Verdict {
        guard count > 0 else { return .new }
        // Values arrive in order: where the newest is too old, all are.
        guard let newest = known(entry, isNewest: true), entry.reaches(newest, within: reach) else { return .new }
        if newest.value == entry.value { return .duplicate }
        guard let same = known(entry, isNewest: false), entry.reaches(same, within: reach) else { return .correction }
        return .duplicate
    }

    /// Has the processor fetch the place of an entry that will be given to ``place(_:)``.
    ///
    /// Unsafe because it takes an address within `slots`; nothing is read or written there.
    func announce(_ entry: Entry) -> Waiting {
        let hash = hash(entry, isNewest: true)
        slots.withUnsafeBufferPointer { slots in
            guard let base = slots.baseAddress else { return }
            belfry_prefetch(base + (Int(truncatingIfNeeded: hash) & (slots.count - 1)))
        }
        return Waiting(entry: entry, hash: hash)
    }

    /// Gives entries their places, the newest last.
    mutating func place(_ entries: [Waiting]) {
        while (count + entries.count) * 2 > slots.count { grow() }
        for waiting in entries { place(waiting.entry, hash: waiting.hash) }
    }

    private mutating func place(_ entry: Entry, hash: UInt64) {
        let slot = slot(of: entry, isNewest: true, hash: hash)
        var older = slots[slot]
        slots[slot] = entry
        guard older.series >= 0, older.value != entry.value else { return count += older.series >= 0 ? 0 : 1 }
        older.isNewest = false
        let itsSlot = self.slot(of: older, isNewest: false)
        if slots[itsSlot].series < 0 { count += 1 }
        slots[itsSlot] = older
    }

    private mutating func grow() {
        let entries = slots
        slots = Self.table(of: entries.count * 2)
        for entry in entries where entry.series >= 0 { slots[slot(of: entry, isNewest: entry.isNewest)] = entry }
    }

    private func known(_ entry: Entry, isNewest: Bool) -> Entry? {
        let known = slots[slot(of: entry, isNewest: isNewest)]
        return known.series >= 0 ? known : nil
    }

    /// Where the newest of an entry's series and time stands, or that value of it among the older ones; else the place for it.
    private func slot(of entry: Entry, isNewest: Bool) -> Int {
        slot(of: entry, isNewest: isNewest, hash: hash(entry, isNewest: isNewest))
    }

    private func slot(of entry: Entry, isNewest: Bool, hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].series >= 0 {
            let known = slots[slot]
            if known.isNewest == isNewest, known.isBeside(entry), isNewest || known.value == entry.value { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func hash(_ entry: Entry, isNewest: Bool) -> UInt64 {
        // Two rounds: event times are mostly whole seconds, and one product of time and series clusters.
        let time = ByteHash.mix(UInt64(bitPattern: entry.eventTime) ^ seed, 0x8ebc_6af0_9c88_c6e3)
        let hash = ByteHash.mix(time ^ UInt64(UInt32(bitPattern: entry.series)), 0x5899_65cc_7537_4cc3)
        return isNewest ? hash : ByteHash.mix(hash ^ entry.value, 0xe703_7ed1_a0b4_28db)
    }
}
