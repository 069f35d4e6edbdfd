import BelfryModel
import GRDB

/// Where moving readings into the history goes on, and what is in it: read once at opening, then carried from step to step.
struct HistoryEnd {
    var progress = SealingProgress()
    /// The step under way; nothing of it is lost where it is forgotten.
    var step: SealingStep?
    /// The last day whose rollups are written.
    var lastDay: Int64?
    /// Whether no day is due before the next step: commits ask after each batch, and days turn with hours.
    var areDaysDone = false
    /// Series of the next day that are done.
    var daySeries: Int32 = 0
    var count = HistoryCount()
    /// A damaged database that is being read out; nothing is sealed until that is done.
    var salvage: Salvage?
    /// What "30 days old" is measured against.
    var retention = RetentionClock()

    init() {}

    init(_ history: DatabaseAccess) throws(StoreError) {
        self = try history.read("open") { try HistoryEnd($0) }
        salvage = try Store.unfinishedSalvage(history)
    }

    /// All but a salvage.
    init(_ db: Database) throws {
        progress = SealingProgress(
            through: try Note.sealedThrough.value(in: db) ?? 0,
            reached: try Note.sealedReached.value(in: db) ?? 0,
            heldHour: try Note.sealedHeldHour.value(in: db),
            epoch: try Note.sealedEpoch.value(in: db)
        )
        lastDay = try Note.lastDay.value(in: db)
        count = try HistoryCount(db)
        retention = try RetentionClock(db)
    }
}

extension SealingProgress {
    func store(in db: Database) throws {
        try Note.sealedThrough.store(through, in: db)
        try Note.sealedReached.store(reached, in: db)
        try Note.sealedHeldHour.store(heldHour, in: db)
        try Note.sealedEpoch.store(epoch, in: db)
    }
}
