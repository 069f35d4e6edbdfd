import GRDB
import GRDBSQLite

/// What this process has written to the device for a file's sake, as SQLite counts it.
struct WriteCounters {
    private(set) var bytes: Int64 = 0
    /// Why the log could not be copied into the file the last time that was tried.
    private(set) var checkpointFault: StoreError?
    /// Frames in the log since it was last copied into the file.
    private(set) var framesSinceCheckpoint = 0
    private var checkpointDueFrames = StoreLimits.framesPerCheckpoint
    /// `SQLITE_DBSTATUS_CACHE_WRITE` of the writing connection when last looked at.
    private var framesSeen = 0

    static let pageBytes = 4_096

    /// Counts the frames that the writing connection has appended to the log since the last look.
    mutating func observeFrames(of db: Database) {
        var current: CInt = 0
        var highest: CInt = 0
        guard sqlite3_db_status(db.sqliteConnection, SQLITE_DBSTATUS_CACHE_WRITE, &current, &highest, 0) == SQLITE_OK
        else { return }
        let frames = max(0, Int(current) - framesSeen)
        framesSeen = Int(current)
        framesSinceCheckpoint += frames
        bytes += Int64(frames * (WriteAheadLog.frameHeaderBytes + Self.pageBytes))
    }

    /// Bytes of the log that no checkpoint has copied whole.
    var logBytes: Int { framesSinceCheckpoint * (WriteAheadLog.frameHeaderBytes + Self.pageBytes) }

    /// Whether enough has gathered in the log.
    var isCheckpointDue: Bool { framesSinceCheckpoint >= checkpointDueFrames }

    /// Counts the pages that a checkpoint copied into the file, the whole log.
    mutating func finishCheckpoint(pages: Int) {
        bytes += Int64(pages * Self.pageBytes)
        framesSinceCheckpoint = 0
        checkpointDueFrames = StoreLimits.framesPerCheckpoint
        checkpointFault = nil
    }

    /// A reader of an old snapshot holds a checkpoint up: it is tried again after as many frames more.
    mutating func postponeCheckpoint(_ fault: StoreError?) {
        checkpointDueFrames = framesSinceCheckpoint + StoreLimits.framesPerCheckpoint
        checkpointFault = fault
    }

    /// A new connection counts from 0.
    mutating func forgetConnection() {
        framesSeen = 0
    }
}
