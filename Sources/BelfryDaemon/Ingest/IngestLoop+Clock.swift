// A jump of the arrival clock, told to everybody who keeps instants of it, between the last message before it and the first
// one after it:
//
//   message  message │ jump │ message                 engine     at its place in the ring, behind what was submitted
//   ─────────────────┤      ├───────► ingest thread   ingest     repeats and lateness
//                    ▼      ▼                         recorder   a line in the trace, so that a replay jumps here too
//                                                     loop       whatever counts from an instant
//
// Others read the board, which shows the new time with the tick of this round: until then findings of before are on their
// way, and measured on the new clock their latency would be the whole jump.

import BelfryEngine
import BelfryIngest
import BelfryModel

extension IngestLoop {
    /// Follows the wall clock where it cannot be walked to; before anything of this round is stamped.
    func followClock() {
        let suspended = SystemClock.suspendedNanoseconds()
        let jump = clock.jump(
            wall: SystemClock.wall(),
            monotonicNanoseconds: SystemClock.monotonicNanoseconds(),
            suspendedNanoseconds: suspended
        )
        switch jump {
        case nil: return
        case .stepped(let span): setClock(span)
        case .suspended(let span): wakeUp(span)
        }
    }

    /// No time has passed: everything waits as long as it would have.
    private func setClock(_ span: ClockJump.Span) {
        engine.tick(span.from)
        engine.moveClock(from: span.from, to: span.to)
        ingest.moveClock(byNanoseconds: span.nanoseconds)
        recorder?.noteClock(from: span.from, to: span.to)
        counters.setClock(byNanoseconds: span.nanoseconds)
        for link in links { link.moveClock(byNanoseconds: span.nanoseconds) }
        // At once, so that whoever reads the board sees the new time before anything bears it.
        nextTick = span.to
        // A jump is not in the journal.
        imagePace.demand()
    }

    /// Time has passed, and nobody could be heard.
    private func wakeUp(_ span: ClockJump.Span) {
        engine.resume(span.to, since: span.from)
        recorder?.noteUnheard(from: span.from, to: span.to)
        counters.clock.suspends += 1
        counters.clock.suspendedNanoseconds += span.nanoseconds
        // A broker that was away before is excused for as long as it would have been.
        for link in links { link.awaySince = link.awaySince?.advanced(byNanoseconds: span.nanoseconds) }
    }
}
