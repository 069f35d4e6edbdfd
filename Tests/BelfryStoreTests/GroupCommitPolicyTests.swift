import BelfryModel
import Testing

@testable import BelfryStore

/// When to commit, against a broker that sends no more than its window allows: all in virtual time.
@Suite struct GroupCommitPolicyTests {
    @Test("Under steady load commits settle at one a second", arguments: [50, 1_000, 3_000])
    func steadyLoad(messagesPerSecond: Int) {
        var city = BrokerSimulation(window: .max, messagesPerSecond: messagesPerSecond, seed: 81)
        city.run(seconds: 60)
        #expect(city.received == city.sent)
        #expect(city.commits <= 60 * 5 / 4 + 8, "\(city.commits) commits in a minute")
        #expect(city.longestWait <= 1_100_000_000)
    }

    @Test("A broker with a window of 20 is not held to 20 messages a second", arguments: [200, 500, 1_500])
    func smallWindow(messagesPerSecond: Int) {
        var city = BrokerSimulation(window: 20, messagesPerSecond: messagesPerSecond, seed: 82)
        city.run(seconds: 30)
        #expect(city.received >= city.sent * 95 / 100, "\(city.received) of \(city.sent)")
    }

    @Test("A window that the load does not fill costs nothing")
    func wideEnoughWindow() {
        var city = BrokerSimulation(window: 1_000, messagesPerSecond: 100, seed: 83)
        city.run(seconds: 60)
        #expect(city.commits <= 80, "\(city.commits)")
    }

    @Test(
        "Under a steady trickle messages gather before they are read",
        arguments: [(300, 60), (1_000, 60), (3_000, 120)]
    )
    func gathering(messagesPerSecond: Int, readsPerSecond: Int) {
        var city = BrokerSimulation(window: .max, messagesPerSecond: messagesPerSecond, seed: 84)
        city.run(seconds: 60)
        #expect(city.received == city.sent)
        #expect(city.reads <= 60 * readsPerSecond, "\(city.reads) reads in a minute")
        #expect(city.commits <= 60 * 6, "\(city.commits): the pauses are none of the broker's")
    }

    @Test("A lone message, a flood and a broker that waits for us are read at once", arguments: [20, .max])
    func readAtOnce(window: Int) {
        for rate in [20, 60, 20_000] where rate > 1_000 || window == .max {
            var city = BrokerSimulation(window: window, messagesPerSecond: rate, seed: 85)
            city.run(seconds: 20)
            #expect(city.policy.gatheringDeadline == .min, "\(rate) a second")
        }
    }

    @Test("A lone message is committed after the shortest pause, once the policy knows nothing slower")
    func loneMessage() {
        var policy = GroupCommitPolicy()
        #expect(policy.decision(now: 0) == .wait(until: .max))
        policy.receive(count: 1, unacknowledged: 1, now: 1_000)
        #expect(policy.decision(now: 1_000) == .wait(until: 5_001_000))
        #expect(policy.decision(now: 5_001_000) == .commit)
    }

    @Test("Nobody waits for QoS 0: a pause is no reason to write, the linger is")
    func qualityOfServiceZero() {
        var policy = GroupCommitPolicy()
        policy.receive(count: 3, unacknowledged: 0, now: 0)
        #expect(policy.decision(now: 50_000_000) == .wait(until: 100_000_000))
        #expect(policy.decision(now: 100_000_000) == .commit)
    }

    @Test("What leaves nothing to store does not fill a batch, but its acknowledgements do not wait for ever")
    func weightlessMessages() {
        var policy = GroupCommitPolicy()
        policy.receive(count: 1_000, weightless: 900, unacknowledged: 1_000, now: 0)
        #expect(policy.decision(now: 1) != .commit)
        policy.receive(count: 1_000, weightless: 100, unacknowledged: 1_000, now: 1)
        #expect(policy.decision(now: 1) == .commit)
        policy.acknowledge(decidedAt: 1, now: 2)
        policy.receive(count: 15_999, weightless: 15_999, unacknowledged: 15_999, now: 3)
        #expect(policy.decision(now: 3) != .commit)
        #expect(policy.decision(now: 1_000_000_000) == .commit)
        policy.receive(count: 1, weightless: 1, unacknowledged: 1, now: 4)
        #expect(policy.decision(now: 4) == .commit)
    }

    @Test("A batch that fills in a hurry is full sooner", arguments: [(20_000, 1_000), (3_000, 2_500)])
    func hurriedBatch(messagesPerSecond: Int, least: Int) {
        var city = BrokerSimulation(window: .max, messagesPerSecond: messagesPerSecond, seed: 86)
        city.run(seconds: 30)
        #expect(city.received / city.commits >= least * 8 / 10, "\(city.received / city.commits) a commit")
        #expect(city.received / city.commits <= least * 13 / 10, "\(city.received / city.commits) a commit")
    }

    @Test("A full batch is committed at once")
    func fullBatch() {
        var policy = GroupCommitPolicy()
        policy.receive(count: 1_000, unacknowledged: 1_000, now: 0)
        #expect(policy.decision(now: 0) == .commit)
        policy.acknowledge(decidedAt: 0, now: 1)
        #expect(policy.decision(now: 2) == .wait(until: .max))
    }

    @Test("The linger doubles while input fills it, up to its limit")
    func growth() {
        var policy = GroupCommitPolicy()
        var now: Int64 = 0
        var lingers: [Int64] = []
        for _ in 0..<6 {
            policy.receive(count: 1, unacknowledged: 0, now: now)
            guard case .wait(let until) = policy.decision(now: now) else { break }
            lingers.append((until - now) / 1_000_000)
            now = until
            policy.acknowledge(decidedAt: now, now: now)
        }
        #expect(lingers == [100, 200, 400, 800, 1_000, 1_000])
    }
}

/// A broker, its sensors and a gateway that follows the policy.
private struct BrokerSimulation {
    let window: Int
    let gap: Double
    var random: SeededRandom
    var policy = GroupCommitPolicy()
    var now: Int64 = 0
    var nextPublication: Int64 = 0
    var backlog = 0
    var inFlight = 0
    var openSince: Int64 = 0
    var sent = 0
    var received = 0
    var commits = 0
    var reads = 0
    var longestWait: Int64 = 0

    static let commitDuration: Int64 = 3_000_000
    static let roundTrip: Int64 = 200_000

    init(window: Int, messagesPerSecond: Int, seed: UInt64) {
        self.window = window
        self.gap = 1e9 / Double(messagesPerSecond)
        self.random = SeededRandom(seed: seed)
    }

    mutating func run(seconds: Int64) {
        let end = seconds * 1_000_000_000
        while now < end || inFlight > 0 || backlog > 0 {
            publish(until: min(now, end))
            deliver()
            switch policy.decision(now: now) {
            case .commit: commit()
            case .wait(let until):
                // The next thing to happen: the policy's deadline, or a message that may be sent.
                let publication = nextPublication < end && inFlight < window ? nextPublication : .max
                let next = min(until, max(publication, policy.gatheringDeadline))
                guard next < .max else {
                    now = max(now, end)
                    if inFlight == 0, backlog == 0 { return }
                    continue
                }
                now = max(now, next)
            }
        }
    }

    /// Random (Poisson) sensors.
    private mutating func publish(until limit: Int64) {
        while nextPublication <= limit {
            backlog += 1
            sent += 1
            let unit = Double.random(in: 0.000_001...1, using: &random)
            nextPublication += max(1, Int64(gap * 12 * fakeLogarithm(unit)))
        }
    }

    /// -ln(unit) / 12 without Foundation: the mean of many uniform halves is near enough to random gaps.
    private func fakeLogarithm(_ unit: Double) -> Double {
        var power = 1.0
        var value = unit
        while value < 0.5 {
            value *= 2
            power += 1
        }
        return (power - 1 + 2 * (1 - value)) * 0.693_147 / 12
    }

    private mutating func deliver() {
        let count = min(backlog, window - inFlight)
        guard count > 0, policy.gatheringDeadline <= now else { return }
        reads += 1
        if inFlight == 0 { openSince = now }
        backlog -= count
        inFlight += count
        policy.receive(count: count, unacknowledged: count, now: now)
    }

    private mutating func commit() {
        let decidedAt = now
        commits += 1
        received += inFlight
        longestWait = max(longestWait, now - openSince)
        inFlight = 0
        now += Self.commitDuration
        policy.acknowledge(decidedAt: decidedAt, now: now)
        now += Self.roundTrip
    }
}
