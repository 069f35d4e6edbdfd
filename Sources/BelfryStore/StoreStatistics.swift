public import BelfryModel
import Synchronization

/// The store in numbers.
public struct StoreStatistics: Hashable, Sendable {
    /// Both database files and their write-ahead logs.
    public var bytesOnDisk: Int64
    /// The write-ahead logs alone; it grows while a reader holds an old snapshot.
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
        let logBytes = [journal, history].map { DatabaseFile.size(of: $0.file.walPath) ?? 0 }.reduce(0, +)
        let fileBytes = [journal, history].map { DatabaseFile.size(of: $0.file.path) ?? 0 }.reduce(0, +)
        let written = [journal, history].map { $0.written.withLock { $0 } }
        let counters = counters.withLock { $0 }
        let open = openReadings.withLock { (count: Int64($0.readingCount), total: $0.loadedTotal) }
        let bytes = written.map(\.bytes).reduce(0, +)
        return StoreStatistics(
            bytesOnDisk: fileBytes + logBytes,
            logBytes: logBytes,
            readings: counters.history.readings + open.count + max(0, counters.total - open.total),
            bytesWrittenPerReading: counters.readings > 0 ? Double(bytes) / Double(counters.readings) : nil,
            bytesWritten: bytes,
            lastCommit: counters.lastCommit,
            newestArrival: counters.newestArrival,
            checkpointFault: written.compactMap(\.checkpointFault).first
        )
    }

    /// Pages of the history that hold something, its log not counted.
    public func historyBytes() throws(StoreError) -> Int64 {
        try history.read("measure") { try $0.usedBytes() }
    }
}
