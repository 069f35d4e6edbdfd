// Every world small enough to be visited whole: all sequences of calls on rings of two and four slots, each compared
// with a plain array. What one thread can get wrong, gets wrong here.

import BelfryRing
import Testing

@Suite struct RingSmallWorldTests {
    enum Call: CaseIterable {
        case stage, publish, pushTwo, consumeOne, drainAll
    }

    /// The same queue without any cleverness.
    struct Model {
        let capacity: Int
        var staged: [Int] = []
        var published: [Int] = []
        var next = 0
        var free: Int { capacity - staged.count - published.count }

        mutating func stage() -> Bool {
            guard free > 0 else { return false }
            staged.append(next)
            next += 1
            return true
        }

        mutating func publish() {
            published += staged
            staged = []
        }
    }

    @Test(arguments: [(2, 8), (4, 7)])
    func everySequenceOfCallsBehavesLikeAnArray(capacity: Int, length: Int) {
        var worlds = 0
        var path: [Call] = []
        func visit() {
            if path.count == length {
                worlds += 1
                walk(path, capacity: capacity)
                return
            }
            for call in Call.allCases {
                path.append(call)
                visit()
                path.removeLast()
            }
        }
        visit()
        #expect(worlds == (0..<length).reduce(1) { product, _ in product * Call.allCases.count })
    }

    /// Walks one path; `#expect` only where the worlds differ, since it is called millions of times.
    private func walk(_ path: [Call], capacity: Int) {
        let ring = Ring<Int>(capacity: capacity)
        var model = Model(capacity: capacity)
        for call in path {
            let agrees: Bool
            switch call {
            case .stage:
                let item = model.next
                agrees = ring.stage(item) == model.stage()
            case .publish:
                ring.publish()
                model.publish()
                agrees = true
            case .pushTwo:
                agrees = pushTwo(ring, &model)
            case .consumeOne:
                let front = ring.front(limit: 1)
                agrees = front.first == model.published.first
                if !front.isEmpty {
                    ring.consume(1)
                    model.published.removeFirst()
                }
            case .drainAll:
                var seen: [Int] = []
                let count = ring.drain { seen += $0 }
                agrees = seen == model.published && count == seen.count
                model.published = []
            }
            if !agrees || ring.count != model.published.count || ring.isEmpty != model.published.isEmpty {
                Issue.record("capacity \(capacity), \(path): \(call) differs from the model \(model)")
                return
            }
        }
    }

    private func pushTwo(_ ring: borrowing Ring<Int>, _ model: inout Model) -> Bool {
        let batch = [model.next, model.next + 1]
        let taken = batch.withUnsafeBufferPointer { ring.push($0) }
        var expected = 0
        while expected < 2, model.stage() { expected += 1 }
        if expected > 0 { model.publish() }
        return taken == expected
    }

    @Test func aRunEndsWhereTheMemoryEndsAndTheNextOneFollows() {
        let ring = Ring<Int>(capacity: 8)
        let first = (0..<6).filter { ring.push($0) }
        let drained = ring.drain { _ in }
        let second = (6..<12).filter { ring.push($0) }
        let front = Array(ring.front())
        var runs: [[Int]] = []
        let rest = ring.drain { runs.append(Array($0)) }
        #expect(first == Array(0..<6) && drained == 6 && second == Array(6..<12))
        #expect(front == [6, 7])
        #expect(runs == [[6, 7], [8, 9, 10, 11]] && rest == 6)
    }

    @Test func aLimitLeavesTheRestForLater() {
        let ring = Ring<Int>(capacity: 8)
        let pushed = (0...8).filter { ring.push($0) }
        var seen: [Int] = []
        let few = ring.drain(limit: 3) { seen += $0 }
        let left = ring.count
        let rest = ring.drain { seen += $0 }
        #expect(pushed == Array(0..<8), "the ninth does not fit")
        #expect(few == 3 && left == 5 && rest == 5)
        #expect(seen == Array(0..<8))
    }

    @Test(arguments: [(-1, 2), (0, 2), (2, 2), (3, 4), (1_000, 1_024), (1_024, 1_024), (1 << 40, 1 << 24)])
    func aCapacityIsTheNextPowerOfTwoWithinTheLimits(wish: Int, capacity: Int) {
        // One byte an item, so that the largest ring stays affordable.
        let ring = Ring<UInt8>(capacity: wish)
        let slots = ring.capacity
        #expect(slots == capacity)
    }
}
