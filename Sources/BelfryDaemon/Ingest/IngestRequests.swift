// The ingest thread owns ingest and ledger, and nobody else may touch them. Whoever wants something of them asks, and
// waits for the answer:
//
//   server lane ─► ask ─► │ request │ request │ ─► served between two rounds ─► answer
//
// One that changes something may add to the open batch, so it is served while no commit is under way.

import BelfryModel
import BelfryServer
import Glibc
import Synchronization

/// The letter box of the ingest thread.
final class IngestRequests: Sendable {
    /// Requests that may wait at once; a further one is refused.
    private static let limit = 16
    /// How long one waits to be taken up; a commit that stalls for longer refuses it.
    private static let patienceNanoseconds = 2 * Nanoseconds.perSecond

    private struct Request {
        var number: Int
        var changesSomething: Bool
        var serve: @Sendable (IngestLoop) -> Void
    }

    private struct Box {
        var isOpen = false
        var next = 0
        var waiting: [Request] = []
    }

    private let box = Mutex(Box())
    private let wake: WakeDescriptor

    init(wake: WakeDescriptor) {
        self.wake = wake
    }

    /// Has something done on the ingest thread and waits for it.
    ///
    /// - Parameter changesSomething: false for one that only looks.
    /// - Throws: ``BelfryServer/RequestFault`` where the thread does not get to it; then it is not done later either.
    func ask<Answer: Sendable>(
        changingSomething changesSomething: Bool = false,
        _ body: @escaping @Sendable (IngestLoop) -> Answer
    ) throws(RequestFault) -> Answer {
        let slip = AnswerSlip<Answer>()
        guard isOpen else { throw Self.notRunning }
        guard let number = post(changesSomething, { slip.write(body($0)) }) else {
            throw .unavailable("too many requests wait for the ingest loop; ask again")
        }
        wake.signal()
        let deadline = SystemClock.monotonicNanoseconds() + Self.patienceNanoseconds
        while true {
            if let answer = slip.answer { return answer }
            // One that has been taken up is answered at once.
            if !isOpen, withdraw(number) { throw Self.notRunning }
            if SystemClock.monotonicNanoseconds() > deadline, withdraw(number) {
                throw .unavailable("the ingest loop waits for the disk; ask again once /status is well")
            }
            usleep(500)
        }
    }

    /// The thread answers from now on.
    func open() { box.withLock { $0.isOpen = true } }

    /// The thread answers no more; who waits is told.
    func close() { box.withLock { $0.isOpen = false } }

    private var isOpen: Bool { box.withLock { $0.isOpen } }

    private static var notRunning: RequestFault {
        .unavailable("the daemon is starting or stopping; ask again once /-/ready says so")
    }

    /// Does what is asked for; the ingest thread only.
    func serve(_ loop: IngestLoop, mayChange: Bool) {
        let due = box.withLock { box in
            let due = box.waiting.filter { mayChange || !$0.changesSomething }
            box.waiting.removeAll { mayChange || !$0.changesSomething }
            return due
        }
        for request in due { request.serve(loop) }
    }

    private func post(_ changesSomething: Bool, _ serve: @escaping @Sendable (IngestLoop) -> Void) -> Int? {
        box.withLock { box in
            guard box.waiting.count < Self.limit else { return nil }
            box.next += 1
            box.waiting.append(Request(number: box.next, changesSomething: changesSomething, serve: serve))
            return box.next
        }
    }

    /// Takes a request back; false where it has been taken up.
    private func withdraw(_ number: Int) -> Bool {
        box.withLock { box in
            let before = box.waiting.count
            box.waiting.removeAll { $0.number == number }
            return box.waiting.count < before
        }
    }
}

/// Where one answer is left.
private final class AnswerSlip<Answer: Sendable>: Sendable {
    private let slip = Mutex<Answer?>(nil)

    var answer: Answer? { slip.withLock { $0 } }

    func write(_ answer: Answer) { slip.withLock { $0 = answer } }
}
