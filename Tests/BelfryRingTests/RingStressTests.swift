// Two threads at full speed: every item arrives once, in order and unharmed. Under ThreadSanitizer (Deploy/tsan) the same
// tests prove the orderings, and prove with a weakened one that they would tell.

import BelfryRing
import Testing

@Suite(.serialized) struct RingStressTests {
    /// Large enough to be torn: four words that have to agree.
    struct Item: BitwiseCopyable {
        var number: Int
        var twice: Int
        var negated: Int
        var check: Int

        init(_ number: Int) {
            self.number = number
            self.twice = 2 &* number
            self.negated = ~number
            self.check = number ^ 0x5EED
        }

        var isWhole: Bool { twice == 2 &* number && negated == ~number && check == number ^ 0x5EED }
    }

    final class Line: Sendable {
        let ring: Ring<Item>
        let toConsumer = Doorbell()
        let toProducer = Doorbell()

        init(capacity: Int) {
            ring = Ring(capacity: capacity)
        }
    }

    /// What the consumer saw.
    struct Account: Equatable {
        var items = 0
        var checksum = 0
        var outOfOrder = 0
        var torn = 0

        mutating func enter(_ item: Item) {
            if item.number != items { outOfOrder += 1 }
            if !item.isWhole { torn += 1 }
            items += 1
            checksum &+= item.number &* 31 &+ items
        }

        static func expected(_ count: Int) -> Account {
            var account = Account()
            for number in 0..<count { account.enter(Item(number)) }
            return account
        }
    }

    @Test func spinningOverASmallRing() async {
        let line = Line(capacity: 64)
        let count = 2_000_000
        async let account = consume(count, from: line) { _ in }
        await OwnThread.run {
            for number in 0..<count {
                while !line.ring.push(Item(number)) {}
            }
        }
        #expect(await account == .expected(count))
    }

    @Test func batchesOfEverySize() async {
        let line = Line(capacity: 256)
        let count = 1_000_000
        async let account = consume(count, from: line) { _ in }
        await OwnThread.run {
            let items = (0..<count).map(Item.init)
            items.withUnsafeBufferPointer { items in
                var sent = 0
                while sent < count {
                    let size = min(1 + sent % 97, count - sent)
                    sent += line.ring.push(UnsafeBufferPointer(rebasing: items[sent..<sent + size]))
                }
            }
        }
        #expect(await account == .expected(count))
    }

    /// Both sides go to sleep again and again; a single lost wake-up would hang here for ever.
    @Test(arguments: [WaitStrategy(spins: 0, yields: 0), WaitStrategy(spins: 16, yields: 1)])
    func parkingOnBothSidesLosesNoWakeUp(strategy: WaitStrategy) async {
        let line = Line(capacity: 2)
        let count = 100_000
        async let account = consume(count, from: line) { line in
            line.toProducer.ring()
            line.toConsumer.wait(strategy) { !line.ring.isEmpty }
        }
        await OwnThread.run {
            for number in 0..<count {
                line.toProducer.wait(strategy) { line.ring.count < line.ring.capacity }
                let fits = line.ring.push(Item(number))
                #expect(fits)
                line.toConsumer.ring()
            }
            // The consumer rings once more than it takes; let it take the last ones.
            line.toConsumer.ring()
        }
        #expect(await account == .expected(count))
        let tally = line.toConsumer.tally
        #expect(tally.wakes <= tally.parks + 1)
    }

    private func consume(
        _ count: Int,
        from line: Line,
        whenEmpty idle: @escaping @Sendable (Line) -> Void
    ) async -> Account {
        await OwnThread.run {
            var account = Account()
            while account.items < count {
                let drained = line.ring.drain { run in
                    for item in run { account.enter(item) }
                }
                if drained == 0 { idle(line) }
            }
            line.toProducer.ring()
            return account
        }
    }
}
