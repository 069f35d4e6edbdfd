import BelfryIngest
import BelfryModel

/// Since when messages of each criticality are shed for overload, and until when.
///
/// Pure.
struct OverloadAccount: Sendable {
    /// A class counts as shed for so long after its last message: between two attempts to take it again it still is.
    static let memoryNanoseconds = 15 * Nanoseconds.perSecond

    /// Shedding of one class, attempts to end it included.
    struct Episode: Sendable, Equatable {
        var since: Timestamp
        var last: Timestamp
    }

    private var episodes: [Criticality: Episode] = [:]

    /// Notes what was shed.
    mutating func note(_ counts: OverloadCounts, at now: Timestamp) {
        if counts.low > 0 { note(.low, at: now) }
        if counts.normal > 0 { note(.normal, at: now) }
    }

    /// Since when a class is shed; nil where it is not.
    func since(_ criticality: Criticality, now: Timestamp) -> Timestamp? {
        current(criticality, now: now)?.since
    }

    /// The clock was set forward, and no time has passed.
    mutating func moveClock(byNanoseconds distance: Int64) {
        episodes = episodes.mapValues { episode in
            Episode(
                since: episode.since.advanced(byNanoseconds: distance),
                last: episode.last.advanced(byNanoseconds: distance)
            )
        }
    }

    private func current(_ criticality: Criticality, now: Timestamp) -> Episode? {
        guard let episode = episodes[criticality], now.nanosecondsSince(episode.last) < Self.memoryNanoseconds else {
            return nil
        }
        return episode
    }

    private mutating func note(_ criticality: Criticality, at now: Timestamp) {
        episodes[criticality] = Episode(since: current(criticality, now: now)?.since ?? now, last: now)
    }
}
