// When more comes in than can be taken, the brokers' queues fill, and a full queue drops at random, public safety with the
// rest. Before it comes to that Belfry drops by itself what may be missed first.
//
//   who waits for whom     Belfry for the brokers       │ the brokers for Belfry: work, a commit, a full ring
//                          ───────────────────────────►─┴─────────────────────────────────────────────────►
//   takes                  everything                   5 s ► normal and high   10 s ► high   never nothing
//                          ◄── 5 s of ease, and longer after a relapse ── ◄──
//
// The one question is whether Belfry ever waits for input. While it does, now and then, whatever had queued up has been
// worked off, and back-pressure alone has done its work. Only input that is held up for seconds on end can be too much.
//
// It can be a backlog as well, which needs patience and no shedding: it ends by itself. MQTT never says how much a broker
// still holds, so two things tell a backlog:
//   - Belfry was away, or stood still: it is given the time to catch up with what came meanwhile.
//   - What comes is less and less old. That takes readings with a time of their own.
// What cannot be told: a backlog of values without times that a bridge or a gateway sent on after an outage of its own looks
// like new input, and some of it is shed if it takes longer than seconds to work off. And a broker whose window of
// unacknowledged messages is used up sends as little as one that has nothing more; Belfry then waits for input, and nothing
// is shed. That is as well: a shed message takes its place in the window like any other, so shedding would gain nothing.
//
// Close below what can be taken nothing is told from too much: a city that leaves Belfry no millisecond in a second to wait
// in is on the brink, and is shed from below, too.
//
// What is of high criticality is never shed. There is no level at which it would help: one mad topic is held back by its
// rate, and if public safety alone is too much, then what waits at the broker may still be taken, and what is shed never.
// Refused: a share of a class, since with half of a sensor's readings missing nobody can tell what its windows mean; and
// a threshold on what a queue of our own holds, since there is none.

import BelfryModel

/// Decides what is shed while more comes in than can be taken.
///
/// Pure: instants come in, on a clock that does not go back; everything follows from them. O(1) memory.
public struct OverloadGovernor: Sendable {
    /// Held up for so long, input is too much.
    ///
    /// Commits of a slow card take some seconds now and then, and the broker's
    /// queue holds minutes where it is set up as shipped; mosquitto's default of 1,000 messages is full in seconds.
    static let patienceNanoseconds = 5 * Nanoseconds.perSecond
    /// Of which so many seconds brought messages: one commit that stood still is no overload.
    static let leastHeldSeconds = 3
    /// So much more, and shedding what is low was not enough: what had queued up until then is worked off first.
    static let furtherNanoseconds = 10 * Nanoseconds.perSecond
    /// So long between two looks at how old is what comes.
    static let markNanoseconds = 3 * Nanoseconds.perSecond
    /// So long at ease, and more is taken again.
    static let shortestHoldNanoseconds = 5 * Nanoseconds.perSecond
    /// Each relapse doubles that up to here: an overload that lasts all day is put to the test ten times an hour.
    static let longestHoldNanoseconds = 320 * Nanoseconds.perSecond
    /// Catching up is given so many times what was missed: enough up to two thirds of what can be taken.
    static let catchUpFactor: Int64 = 2
    /// And no more than this.
    static let longestCatchUpNanoseconds = 2 * Nanoseconds.perHour

    /// What is below it is shed; `low` takes everything.
    public private(set) var leastTaken = Criticality.low
    /// Since when input is held up; nil while it is at ease.
    private var heldSince: Int64?
    private var heldSeconds = 0
    private var easySince: Int64?
    private var hold = shortestHoldNanoseconds
    private var steppedDownAt: Int64?
    private var caughtUpBy = Int64.min
    /// How old what comes was, and when.
    private var mark: (age: Int64, at: Int64)?
    private var second = OverloadSecond()

    public init() {}

    /// Whether input is held up although nothing is left to shed.
    public private(set) var isBeyondShedding = false

    /// Takes one round of the loop into account.
    ///
    /// - Parameters:
    ///   - round: what happened in it.
    ///   - now: when it ended.
    public mutating func note(_ round: OverloadRound, now: Int64) {
        guard let verdict = second.note(round, now: now) else { return }
        switch verdict {
        case .easy: becomeEasy(now: now)
        case .held(let age): becomeHeld(age: age, now: now)
        case .still: break
        }
    }

    /// Input that was missed for a while comes now: after a broker's absence, Belfry's own, or a commit that stood still.
    public mutating func expectBacklog(ofNanoseconds missed: Int64, now: Int64) {
        let time = min(max(0, missed), Self.longestCatchUpNanoseconds / Self.catchUpFactor) * Self.catchUpFactor
        caughtUpBy = max(caughtUpBy, now + time)
    }

    private mutating func becomeEasy(now: Int64) {
        holdFrom(nil)
        mark = nil
        isBeyondShedding = false
        let since = easySince ?? now
        easySince = since
        if leastTaken == .low {
            if now - since >= Self.longestHoldNanoseconds { hold = Self.shortestHoldNanoseconds }
        } else if now - since >= hold {
            leastTaken = leastTaken == .high ? .normal : .low
            easySince = now
            steppedDownAt = now
        }
    }

    private mutating func becomeHeld(age: Int64?, now: Int64) {
        easySince = nil
        let since = heldSince ?? now
        heldSince = since
        heldSeconds += 1
        if isWorkedOff(age: age, now: now) { return holdFrom(now) }
        let patience = leastTaken == .low ? Self.patienceNanoseconds : Self.furtherNanoseconds
        guard now >= caughtUpBy, now - since >= patience, heldSeconds >= Self.leastHeldSeconds else { return }
        guard leastTaken != .high else {
            isBeyondShedding = true
            return
        }
        leastTaken = leastTaken == .low ? .normal : .high
        holdFrom(now)
        if let steppedDownAt, now - steppedDownAt < Self.longestHoldNanoseconds {
            hold = min(hold * 2, Self.longestHoldNanoseconds)
        }
        steppedDownAt = nil
    }

    private mutating func holdFrom(_ instant: Int64?) {
        heldSince = instant
        heldSeconds = 0
    }

    /// Whether what comes is less old than it ever was since it is held up, by a tenth of the time at least.
    ///
    /// It cannot go on for ever: an age has an end, and input beyond the capacity grows older.
    private mutating func isWorkedOff(age: Int64?, now: Int64) -> Bool {
        guard let age else { return false }
        guard let mark else {
            self.mark = (age, now)
            return false
        }
        let elapsed = now - mark.at
        guard elapsed >= Self.markNanoseconds else { return false }
        let (younger, isOverflow) = mark.age.subtractingReportingOverflow(age)
        guard !isOverflow, younger >= elapsed / 10 else { return false }
        self.mark = (age, now)
        return true
    }
}
