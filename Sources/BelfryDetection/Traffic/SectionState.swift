import BelfryModel

/// What the watch over a corridor knows of the road right downstream of one station.
public struct SectionState: Sendable, BitwiseCopyable {
    /// For how long a queue's head has let too little pass, less what spoke against it.
    var evidenceSeconds = 0.0
    /// When the evidence began.
    var since = Timestamp.distantPast
    var isRaised = false
    /// How long a head has been here; of every day's ones as well.
    var headSeconds = 0.0
    /// How long a raised one is gone.
    var goneSeconds = 0.0
    /// The highest loss of the present condition.
    var lostShare = 0.0
    /// The last station that the queue has reached, and when; negative: none yet.
    var tailStation: Int32 = -1
    var tailReached = Timestamp.distantPast

    init() {}
}
