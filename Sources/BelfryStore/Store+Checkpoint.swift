import GRDB
import Synchronization

extension Store {
    /// Copies the log into the database file once a few megabytes have gathered; the fault is also in ``statistics()``.
    ///
    /// Never waits for readers: an operator's long query only postpones it.
    func checkpointIfDue() throws(StoreError) {
        guard counters.withLock({ $0.isCheckpointDue }) else { return }
        do {
            try checkpoint()
        } catch {
            counters.withLock { $0.postponeCheckpoint(error) }
            throw error
        }
    }

    private func checkpoint() throws(StoreError) {
        let log = DatabaseFile(path: configuration.path).walPath
        try writeWithoutTransaction("copy the log into") { db in
            let (frames, copied) = try db.checkpoint(.passive)
            guard frames == copied, frames >= 0 else {
                counters.withLock { $0.postponeCheckpoint(nil) }
                return
            }
            let pages = WriteAheadLog.distinctPages(
                path: log,
                frameCount: frames,
                pageBytes: WriteCounters.pageBytes
            )
            counters.withLock { $0.finishCheckpoint(pages: pages) }
        }
    }
}
