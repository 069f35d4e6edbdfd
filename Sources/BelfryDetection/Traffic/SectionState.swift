public import BelfryModel

/// What the watch over a corridor knows of the road right downstream of one station.
public struct SectionState: Sendable, BitwiseCopyable {
    /// Grows while a queue's head lies here without capacity for it; at 1 it is an incident.
    var evidence = 0.0
    /// When the evidence began.
    var since = Timestamp.distantPast
    var isRaised = false
    /// How long a head has been here, and how long it is gone.
    var headSeconds = 0.0
    var goneSeconds = 0.0
    /// The highest loss of the present condition.
    var lostShare = 0.0
    /// The last station that the queue has reached.
    var tailStation: Int32 = 0
    var tailReached = Timestamp.distantPast

    init() {}
}
