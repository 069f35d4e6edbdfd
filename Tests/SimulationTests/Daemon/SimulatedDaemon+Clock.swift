import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfrySimulator

extension SimulatedDaemon {
    /// Follows the wall clock where it cannot be walked to, as `IngestLoop.followClock` does.
    func followClock() {
        let jump = clock.jump(
            wall: machineClock.wall,
            monotonicNanoseconds: machineClock.monotonicNanoseconds,
            suspendedNanoseconds: machineClock.suspendedNanoseconds
        )
        switch jump {
        case nil: return
        case .stepped(let span): setClock(span)
        case .suspended(let span): wakeUp(span)
        }
    }

    private func setClock(_ span: ClockJump.Span) {
        tick(span.from)
        record.note(.clock(from: span.from, to: span.to))
        engine.moveClock(from: span.from, to: span.to)
        ingest.moveClock(byNanoseconds: span.nanoseconds)
        if isFirstLife { record.note(TraceClock(from: span.from, to: span.to)) }
        awaySince = awaySince?.advanced(byNanoseconds: span.nanoseconds)
        nextTick = span.to
        isImageDemanded = true
        jumps += 1
    }

    private func wakeUp(_ span: ClockJump.Span) {
        resume(span.to, since: span.from)
        if isFirstLife { record.noteUnheard(from: span.from, to: span.to) }
        awaySince = awaySince?.advanced(byNanoseconds: span.nanoseconds)
    }
}
