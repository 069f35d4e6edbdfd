import GRDB
import Synchronization

extension DatabaseAccess {
    /// Copies the log into the file once a few megabytes have gathered; the fault is also in the statistics.
    ///
    /// Never waits for readers: an operator's long query only postpones it.
    func checkpointIfDue() throws(StoreError) {
        guard written.withLock({ $0.isCheckpointDue }) else { return }
        do {
            try checkpoint()
        } catch {
            written.withLock { $0.postponeCheckpoint(error) }
            throw error
        }
    }

    /// Copies the log into the file as far as no reader needs it.
    func checkpoint() throws(StoreError) {
        try writeWithoutTransaction("copy the log into") { db in
            let (frames, copied) = try db.checkpoint(.passive)
            guard frames == copied, frames >= 0 else {
                written.withLock { $0.postponeCheckpoint(nil) }
                return
            }
            let pages = WriteAheadLog.distinctPages(
                path: file.walPath,
                frameCount: frames,
                pageBytes: WriteCounters.pageBytes
            )
            written.withLock { $0.finishCheckpoint(pages: pages) }
        }
    }

    /// Why the log cannot be emptied although it has grown beyond its limit; nil where it has not.
    func pin() -> StoreError? {
        let bytes = written.withLock { $0.logBytes }
        guard bytes > configuration.logLimitBytes else { return nil }
        let holders = SnapshotHolders.others(of: file.shmPath).joined(separator: ", ")
        return StoreError(
            kind: .busy,
            path: file.path,
            operation: "empty the log of",
            reason: "\(holders.isEmpty ? "another program" : holders) has held an old snapshot while it grew to "
                + "\(bytes >> 20) MiB; no more readings are sealed meanwhile",
            remedy: "end the other program's transaction; Belfry goes on by itself"
        )
    }
}
