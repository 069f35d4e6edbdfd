// What travels to a shard between the readings, at its place in the stream.
//
// Ticks and reloads share the ring with the readings, so that every shard meets them at the same point of its input and
// the outcome cannot depend on which thread is ahead. They are readings with a negative series number: no second ring, no
// tag beside each of the millions that are none.

import BelfryModel

/// A word to a shard.
enum Command {
    /// Time has come to `now`: every reading that arrived by then has been submitted.
    case tick(now: Timestamp)
    /// Nothing could arrive between `since` and `now`, through no fault of the sensors.
    case resume(since: Timestamp, now: Timestamp)
    /// The arrival clock, which showed `from`, shows `to`: it was set, and no time has passed.
    case clock(from: Timestamp, to: Timestamp)
    /// From `now` on the rules of this generation are in force.
    case rules(generation: Int32, now: Timestamp)
    /// Everything as it stands behind the tick at `now` is wanted as an image.
    case image(number: Int32, now: Timestamp)

    private static let tickNumber: Int32 = -1
    private static let resumeNumber: Int32 = -2
    private static let rulesNumber: Int32 = -3
    private static let imageNumber: Int32 = -4
    private static let clockNumber: Int32 = -5

    /// The command as it travels.
    var envelope: Reading {
        switch self {
        case .tick(let now): Self.envelope(Self.tickNumber, now)
        case .resume(let since, let now): Self.envelope(Self.resumeNumber, now, content: since.nanoseconds)
        case .clock(let from, let to): Self.envelope(Self.clockNumber, to, content: from.nanoseconds)
        case .rules(let generation, let now): Self.envelope(Self.rulesNumber, now, content: Int64(generation))
        case .image(let number, let now): Self.envelope(Self.imageNumber, now, content: Int64(number))
        }
    }

    /// The command in an envelope.
    init(_ envelope: Reading) {
        switch envelope.series.index {
        case Self.tickNumber: self = .tick(now: envelope.arrivalTime)
        case Self.resumeNumber: self = .resume(since: envelope.eventTime, now: envelope.arrivalTime)
        case Self.clockNumber: self = .clock(from: envelope.eventTime, to: envelope.arrivalTime)
        case Self.rulesNumber:
            self = .rules(
                generation: Int32(clamping: envelope.eventTime.nanoseconds),
                now: envelope.arrivalTime
            )
        case Self.imageNumber:
            self = .image(number: Int32(clamping: envelope.eventTime.nanoseconds), now: envelope.arrivalTime)
        default: preconditionFailure("series \(envelope.series.index) is no command")
        }
    }

    private static func envelope(_ number: Int32, _ now: Timestamp, content: Int64 = 0) -> Reading {
        Reading(series: SeriesID(number), value: 0, eventTime: Timestamp(nanoseconds: content), arrivalTime: now)
    }
}
