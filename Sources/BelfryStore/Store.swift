// The only room that speaks SQL. Whatever it reports as done survives SIGKILL and power cuts.

import BelfryModel
import GRDB
import Synchronization

/// Readings, sensors, incidents and quarantine in two SQLite files, see ``DatabaseSchema``.
///
/// ```
///              commit          seal, save, prune: one thread at a time           readings, incidents, …: any thread
///                │                  │                                                  ▲
///                ▼                  ▼                                                  │
///      belfry.db.journal ─────► belfry.db ────────────────────────── snapshot of the last commit of each
/// ```
///
/// The journal alone decides whether a reading may be acknowledged; the history may be locked, full of holes or gone, and
/// readings and alarms go on. Nothing is written in memory only: after a fault ``reopen()`` starts again from the files.
public final class Store: Sendable {
    public let configuration: StoreConfiguration

    /// What an acknowledgement waits for.
    let journal: DatabaseAccess
    /// What operators and their tools read.
    let history: DatabaseAccess
    /// Held during a commit, so that there is one writer.
    let journalEnd: Mutex<JournalEnd>
    /// Held while readings move from the journal to the history, and go from there.
    let historyEnd: Mutex<HistoryEnd>
    /// What is in the journal and in no chunk yet.
    let openReadings: Mutex<OpenReadings>
    /// Series that the journal knows and the history does not yet.
    let unmirrored: Mutex<[SeriesDescriptor]>
    /// Damaged files that were set aside since this store was opened.
    let setAside: Mutex<[String]>
    /// Where the file of an older Belfry is now, where opening this store brought its contents over.
    public let olderFile: String?
    let counters = Mutex(StoreCounters())

    /// Opens the files, creating them where nothing is; refuses what is not ours, or newer, and leaves it untouched.
    ///
    /// A file of ours that is damaged is set aside, and what can be read of it comes over into a fresh one, see ``Salvage``.
    public init(_ configuration: StoreConfiguration) throws(StoreError) {
        self.configuration = configuration
        let files = try StoreFiles(configuration, at: Self.wallSeconds)
        history = files.history
        journal = files.journal
        olderFile = files.olderHistory
        // Up to version 3 readings were in the same file; in a backup they are.
        let fromHere = try Self.hasJournal(history) ? configuration.path : nil
        for source in [files.damagedJournal, files.olderHistory, fromHere] {
            if let source { try Self.salvageJournal(source, into: journal) }
        }
        if fromHere != nil { try Self.dropJournal(from: history) }
        let end = try JournalEnd(journal)
        journalEnd = Mutex(end)
        let historyEnd = try HistoryEnd(history, journalEnd: end)
        self.historyEnd = Mutex(historyEnd)
        let total = try Self.total(through: historyEnd.progress.reached, of: journal)
        openReadings = Mutex(OpenReadings(through: historyEnd.progress.through, total: total))
        unmirrored = Mutex([])
        setAside = Mutex([files.damagedHistory, files.damagedJournal].compactMap { $0 })
        counters.withLock { counters in
            counters.publish(end)
            counters.publish(historyEnd.count)
            counters.isSalvaging = historyEnd.salvage != nil
        }
        guard !configuration.isReadOnly else { return }
        if let source = files.damagedHistory ?? files.olderHistory { try beginSalvage(of: source) }
        try reconcileSeries()
    }

    /// Gives up every connection and opens the files anew, as a failed device or file system needs it.
    ///
    /// What the logs show afterwards has been written again and synced. A commit that failed at its very end may turn
    /// out to be there: ``lastBatch`` tells.
    public func reopen() throws(StoreError) {
        try reopenJournal()
        try reopenHistory()
    }

    func reopenJournal() throws(StoreError) {
        try journalEnd.withLock { end throws(StoreError) in
            try journal.reopen()
            end = try JournalEnd(journal)
        }
    }

    func reopenHistory() throws(StoreError) {
        try historyEnd.withLock { end throws(StoreError) in
            try history.reopen()
            end = try HistoryEnd(history, journalEnd: journalEnd.withLock { $0 })
        }
    }

    /// Copies the logs into the files and closes for good; every later call throws `closed`.
    public func close() throws(StoreError) {
        try journalEnd.withLock { _ throws(StoreError) in try journal.close() }
        try historyEnd.withLock { _ throws(StoreError) in try history.close() }
    }

    /// The number of the last batch of readings that is stored; counts up by one a batch.
    public var lastBatch: Int64 {
        journalEnd.withLock { $0.lastRow }
    }
}
