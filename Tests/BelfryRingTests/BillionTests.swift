// More items than any other test has patience for: 1,000,000,000 in `make stress`, which says so in BELFRY_RING_ITEMS, and
// as many as show that the test works otherwise. Each word of each item goes into a checksum on both sides, in order;
// batches are of every size; both sides look for work and sleep as the engine's threads do.

import BelfryRing
import Glibc
import Testing

@Suite(.serialized) struct BillionTests {
    /// 40 bytes, which no processor writes at once: five words that follow from the first.
    struct Item: BitwiseCopyable {
        var number: Int
        var negated: Int
        var twice: Int
        var scattered: Int
        var check: Int

        init(_ number: Int) {
            self.number = number
            self.negated = ~number
            self.twice = 2 &* number
            self.scattered = number &* 0x1E37_79B9_7F4A_7C15
            self.check = number ^ 0x5EED
        }
    }

    /// Fletcher's checksum (1982) over words: the second sum tells their order.
    struct Checksum: Equatable {
        var sum = 0
        var sumOfSums = 0

        mutating func take(_ item: Item) {
            take(item.number)
            take(item.negated)
            take(item.twice)
            take(item.scattered)
            take(item.check)
        }

        private mutating func take(_ word: Int) {
            sum &+= word
            sumOfSums &+= sum
        }
    }

    /// What one side saw pass.
    struct Account: Equatable {
        var items = 0
        var checksum = Checksum()
        var outOfOrder = 0

        mutating func enter(_ item: Item) {
            if item.number != items { outOfOrder += 1 }
            checksum.take(item)
            items += 1
        }
    }

    final class Line: Sendable {
        let ring: Ring<Item>
        let toConsumer = Doorbell()
        let toProducer = Doorbell()

        init(capacity: Int) {
            ring = Ring(capacity: capacity)
        }
    }

    /// Batch sizes 1...limit in an order that repeats only with all of them.
    struct Sizes {
        let limit: Int
        private var last = 0

        init(limit: Int) {
            self.limit = limit
        }

        /// 7 has no divisor in common with the limits used here.
        mutating func next() -> Int {
            last = (last + 7) % limit
            return last + 1
        }
    }

    /// In a small ring the threads wait for one another all the time, which takes forty times as long an item: it gets a
    /// fiftieth of them.
    @Test(arguments: [(8, 50), (32_768, 1)])
    func everyWordOfEveryItemArrivesOnceAndInOrder(capacity: Int, share: Int) async {
        let items = getenv("BELFRY_RING_ITEMS").flatMap { Int(String(cString: $0)) } ?? 1_000_000
        let count = items / share
        let line = Line(capacity: capacity)
        async let received = OwnThread.run { Self.receive(count, from: line) }
        let sent = await OwnThread.run { Self.send(count, over: line) }
        #expect(await received == sent)
        #expect(sent.items == count && sent.outOfOrder == 0)
    }

    private static func send(_ count: Int, over line: Line) -> Account {
        var account = Account()
        var sizes = Sizes(limit: 97)
        while account.items < count {
            let end = min(count, account.items + sizes.next())
            while account.items < end {
                let item = Item(account.items)
                if line.ring.stage(item) {
                    account.enter(item)
                } else {
                    deliver(over: line)
                    line.toProducer.wait { line.ring.count < line.ring.capacity }
                }
            }
            deliver(over: line)
        }
        return account
    }

    private static func deliver(over line: Line) {
        line.ring.publish()
        line.toConsumer.ring()
    }

    private static func receive(_ count: Int, from line: Line) -> Account {
        var account = Account()
        var sizes = Sizes(limit: 61)
        while account.items < count {
            let drained = line.ring.drain(limit: sizes.next()) { run in
                for item in run { account.enter(item) }
            }
            if drained > 0 {
                line.toProducer.ring()
            } else {
                line.toConsumer.wait { !line.ring.isEmpty }
            }
        }
        return account
    }
}
