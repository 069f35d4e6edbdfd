public import BelfryModel
import Synchronization

/// The store in numbers.
public struct StoreStatistics: Hashable, Sendable {
    /// Database file and write-ahead log.
    public var bytesOnDisk: Int64
    /// The write-ahead log alone; it grows while a reader holds an old snapshot.
    public var logBytes: Int64
    /// Readings that can be read back.
    public var readings: Int64
    /// Bytes written to the device for a reading since this process opened the store, everything else that the store
    /// wrote included; nil before the first reading.
    ///
    /// Counted where SQLite writes: 4,120 bytes for each frame appended to the log, 4,096 for each page that a checkpoint
    /// copied into the file. What the file system adds for its own journal is not in it.
    public var bytesWrittenPerReading: Double?
    public var bytesWritten: Int64
    /// `committedAt` of the last batch that this process committed.
    public var lastCommit: Timestamp?
    public var newestArrival: Timestamp?
    /// Why the log could not be copied into the file, the last time that was due.
    public var checkpointFault: StoreError?
}

extension Store {
    /// Never waits for a commit that is under way.
    public func statistics() -> StoreStatistics {
        let file = DatabaseFile(path: configuration.path)
        let logBytes = DatabaseFile.size(of: file.walPath) ?? 0
        return counters.withLock { counters in
            StoreStatistics(
                bytesOnDisk: (DatabaseFile.size(of: file.path) ?? 0) + logBytes,
                logBytes: logBytes,
                readings: counters.readingsStored,
                bytesWrittenPerReading: counters.bytesPerReading,
                bytesWritten: counters.bytes,
                lastCommit: counters.lastCommit,
                newestArrival: counters.newestArrival,
                checkpointFault: counters.checkpointFault
            )
        }
    }
}
