import BelfryModel

@testable import BelfryIngest

/// A broker's queue and a loop that works it off under a governor, in rounds of 100 ms.
///
/// A message that is taken costs 1, one that is shed a tenth; in time that is left the loop waits.
struct SimulatedInput {
    private static let roundNanoseconds = 100 * Nanoseconds.perMillisecond

    /// Messages of one round of sending, by criticality.
    struct Sent {
        var at: Int64
        var counts: [Double]

        var total: Double { counts.reduce(0, +) }
    }

    /// What is sent a second, by criticality: low, normal, high.
    var rates: [Double] = [0, 0, 0]
    /// What is taken in a second at most.
    var capacity: Double
    /// Whether messages carry times.
    var isTimed = false
    /// Whether the connection is down.
    var isAway = false
    private(set) var governor = OverloadGovernor()
    private(set) var now: Int64
    private(set) var shed: [Double] = [0, 0, 0]
    private(set) var taken: [Double] = [0, 0, 0]
    private(set) var queue: [Sent] = []
    /// Every change of what is taken.
    private(set) var changes: [(at: Int64, leastTaken: Criticality)] = []

    init(capacity: Double, now: Int64 = 0) {
        self.capacity = capacity
        self.now = now
    }

    var waiting: Double { queue.reduce(0) { $0 + $1.total } }

    /// Lets time pass.
    mutating func run(seconds: Double, _ each: (inout SimulatedInput) -> Void = { _ in }) {
        let end = now + Int64(seconds * Double(Nanoseconds.perSecond))
        while now < end {
            each(&self)
            round()
        }
    }

    mutating func expectBacklog(seconds: Double) {
        governor.expectBacklog(ofNanoseconds: Int64(seconds * Double(Nanoseconds.perSecond)), now: now)
    }

    private mutating func round() {
        now += Self.roundNanoseconds
        let share = Double(Self.roundNanoseconds) / Double(Nanoseconds.perSecond)
        if rates.contains(where: { $0 > 0 }) { queue.append(Sent(at: now, counts: rates.map { $0 * share })) }
        guard !isAway else {
            return note(OverloadRound(waitedNanoseconds: Self.roundNanoseconds))
        }
        let budget = capacity * share
        let (left, messages, age) = work(budget)
        let waited = Int64(Double(Self.roundNanoseconds) * left / budget)
        note(OverloadRound(waitedNanoseconds: waited, messages: messages, ageNanoseconds: isTimed ? age : nil))
    }

    private mutating func note(_ round: OverloadRound) {
        let before = governor.leastTaken
        governor.note(round, now: now)
        if governor.leastTaken != before { changes.append((now, governor.leastTaken)) }
    }

    private mutating func work(_ budget: Double) -> (left: Double, messages: Int, age: Int64?) {
        var left = budget
        var done = 0.0
        var age: Int64?
        var index = 0
        while index < queue.count, left > 1e-9 {
            let costs = Criticality.allCases.map { $0 < governor.leastTaken ? 0.1 : 1 }
            let cost = zip(queue[index].counts, costs).reduce(0) { $0 + $1.0 * $1.1 }
            let part = min(1, left / max(cost, 1e-12))
            for kind in 0..<3 {
                let count = queue[index].counts[kind] * part
                queue[index].counts[kind] -= count
                if costs[kind] < 1 { shed[kind] += count } else { taken[kind] += count }
                done += count
            }
            age = now - queue[index].at
            left -= cost * part
            if part < 1 { break }
            index += 1
        }
        queue.removeFirst(index)
        return (left, Int(done.rounded(.up)), age)
    }
}
