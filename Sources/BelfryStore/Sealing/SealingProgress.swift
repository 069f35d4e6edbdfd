// How much of the journal is in the history. Sealing goes by the journal's rows, not by hours alone: so a reading is in one
// place for certain, however late it came or whatever its clock said.

import BelfryModel

/// Up to where readings have moved from the journal into chunks.
///
/// ```
///   row      1 … through          through + 1 … reached           reached + 1 … last
///            ┌───────────────────┬───────────────────────────────┬────────────────────┐
///   in       │ chunks            │ chunks, but for those of the  │ the journal        │
///            │                   │ hour that was not over        │                    │
///            └───────────────────┴───────────────────────────────┴────────────────────┘
///   may go   once no restart needs it
/// ```
///
/// A reading that is in both, after a crash in the middle of a step, does no harm: one event time of a series counts once, and
/// the journal's is the later word.
struct SealingProgress: Equatable {
    /// All of the rows up to here is sealed.
    private(set) var through: Int64 = 0
    /// All of the rows up to here but what lies in ``heldHour``.
    private(set) var reached: Int64 = 0
    /// The hour that was under way at the last step; nil before the first, and where even that was sealed for lack of memory.
    private(set) var heldHour: Int64?
    /// The hour at whose turn the last step was made.
    private(set) var epoch: Int64?

    init() {}

    init(through: Int64, reached: Int64, heldHour: Int64?, epoch: Int64?) {
        self.through = through
        self.reached = reached
        self.heldHour = heldHour
        self.epoch = epoch
    }

    /// After everything up to a row was sealed but what lies in an hour.
    func advanced(to row: Int64, holding hour: Int64?, epoch: Int64) -> SealingProgress {
        // Memory ran short while what was held was read again: some of it is sealed, and nothing new.
        guard row >= reached else {
            return SealingProgress(through: row, reached: reached, heldHour: heldHour, epoch: self.epoch)
        }
        return SealingProgress(
            // What was held before is sealed unless it is held still.
            through: hour != nil && hour == heldHour ? through : hour == nil ? row : reached,
            reached: row,
            heldHour: hour,
            epoch: epoch
        )
    }

    /// Whether a reading in a row is not yet in a chunk, as far as is known for certain.
    func isOpen(row: Int64, hour: @autoclosure () -> Int64) -> Bool {
        row > reached || row > through && hour() == heldHour
    }
}
