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
    let setAside: Mutex<[String]>
    /// Where the file of an older Belfry is now, where opening this store brought its contents over.
    public let olderFile: String?
    /// Damaged files that are being replaced, and where they are now; by the path that they had.
    let replacing = Mutex<[String: String]>([:])
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
        let forgotten = try Self.forgotten(beside: history, notedIn: history)
        let newSource = files.damagedHistory ?? files.olderHistory ?? forgotten
        if !configuration.isReadOnly {
            if let newSource { try Self.noteSalvage(newSource, in: history) }
            try Self.salvageJournals(files, configuration.path)
        }
        let historyEnd = try HistoryEnd(history)
        let end = try JournalEnd(journal, after: historyEnd.progress.reached)
        journalEnd = Mutex(end)
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
        if let newSource { try beginSalvage(of: newSource) }
        try reconcileSeries()
    }

    /// Damaged files that were set aside since this store was opened.
    public var filesSetAside: [String] { setAside.withLock { $0 } }

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
            end = try JournalEnd(journal, after: historyEnd.withLock { $0.progress.reached })
            counters.withLock { $0.publish(end) }
        }
    }

    func reopenHistory() throws(StoreError) {
        try historyEnd.withLock { end throws(StoreError) in
            try history.reopen()
            end = try HistoryEnd(history)
        }
    }

    /// Copies the logs into the files and closes for good; every later call throws `closed`.
    public func close() throws(StoreError) {
        try journalEnd.withLock { _ throws(StoreError) in try journal.close() }
        try historyEnd.withLock { _ throws(StoreError) in try history.close() }
    }

    /// The number of the last batch of readings that is stored; counts up by one a batch.
    public var lastBatch: Int64 {
        // As published by the last commit: nobody who reads has to wait for one that hangs.
        counters.withLock { $0.lastRow }
    }
}
