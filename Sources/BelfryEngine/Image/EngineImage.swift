// What an engine knows, as bytes: with it and the readings that came after it an engine goes on as if it had never stopped.
//
//     readings   ──r r r r r r│r r r r r r r✕          │ a command in every shard's ring, behind a tick: each writes down
//                             │             killed       its series there, so all of them at one point of the input
//     findings   ──────f──f───┼───f─── …                 and hands them on behind its findings
//                             ▼
//                         image + what the journal holds after it ──► the same findings from here on
//
// An image fits one build of Belfry on one kind of machine: it holds the states as they lie in memory. Whatever does not fit
// is left out, and its series begin with what the journal holds.

public import BelfryModel

/// The states of all series at one instant.
public struct EngineImage: Sendable, Equatable {
    /// The tick that it was made behind: what arrived later is not in it.
    public var instant: Timestamp
    /// One a shard, records behind one another; see ``SeriesRecord``.
    public var parts: [[UInt8]]
    /// The groups of the correlation stage.
    public var groups: [UInt8]

    public init(instant: Timestamp, parts: [[UInt8]], groups: [UInt8] = []) {
        self.instant = instant
        self.parts = parts
        self.groups = groups
    }
}

/// What stands before the states of one series in an image.
struct SeriesRecord: BitwiseCopyable {
    /// What it takes for a record to fit: the series, what is watched on it, and how states lie in memory.
    var purpose: UInt64
    var series: SeriesID
    var hotBytes: UInt32
    var coldBytes: UInt32
    private let padding: UInt32 = 0
    /// Where it is catching up with the present.
    var backlog: Backlog

    init(purpose: UInt64, series: SeriesID, hotBytes: Int, coldBytes: Int, backlog: Backlog) {
        self.backlog = backlog
        self.purpose = purpose
        self.series = series
        self.hotBytes = UInt32(clamping: hotBytes)
        self.coldBytes = UInt32(clamping: coldBytes)
    }
}
