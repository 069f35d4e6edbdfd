// Two things look alike on the wall clock and are opposites: after a step no time has passed, after a suspend it has.
//
//            wall clock    monotonic clock    boot-time clock
//   step      jumps         runs               runs               nothing happened: what was to come in 10 s comes in 10 s
//   suspend   jumps         stands still       runs on            the time is over: windows have ended, nobody was heard

public import BelfryModel

/// A jump of the arrival clock, always forward.
public enum ClockJump: Sendable, Equatable {
    /// Where the clock stood, and where it stands from there on.
    public struct Span: Sendable, Equatable {
        /// No instant up to here is told any more: later than every one that was.
        public var from: Timestamp
        public var to: Timestamp

        public init(from: Timestamp, to: Timestamp) {
            self.from = from
            self.to = to
        }

        public var nanoseconds: Int64 { to.nanosecondsSince(from) }
    }

    /// The wall clock was set forward: no time has passed.
    case stepped(Span)
    /// The machine was suspended: time has passed in which nothing could arrive.
    case suspended(Span)
}
