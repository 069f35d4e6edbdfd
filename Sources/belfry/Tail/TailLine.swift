import BelfryAPI
import BelfryModel

/// One thing that tail tells: what it says, not how it looks.
enum TailLine: Equatable {
    /// A new day begins; the times below are of that day.
    case day(Timestamp)
    /// Something about Belfry itself: the connection, the status.
    case note(Timestamp, String, NoteWeight)
    /// An incident and what has just happened to it; nil for one that was open before we came.
    case incident(Timestamp, IncidentDocument, TimelineDocument?)
    /// Ring, where there is a bell.
    case bell

    /// How much a note matters.
    enum NoteWeight: Equatable {
        case plain
        case good
        case caution
        case alarm
    }
}
