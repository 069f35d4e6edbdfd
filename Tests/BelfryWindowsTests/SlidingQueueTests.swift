import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct SlidingQueueTests {
    /// A queue with its memory.
    final class Owned {
        let memory: UnsafeMutableRawPointer
        let scratchMemory: UnsafeMutableRawPointer
        let shape = PaneShape(.edges)
        let sharedShape: UnsafeMutablePointer<PaneShape>
        let queue: SlidingQueue

        init(length: Int, behind: Int) {
            let bytes = SlidingQueue.byteCount(length: length, behind: behind, shape: shape)
            memory = .allocate(byteCount: bytes, alignment: 64)
            scratchMemory = .allocate(byteCount: 2 * shape.stride, alignment: 64)
            sharedShape = .allocate(capacity: 1)
            sharedShape.initialize(to: shape)
            queue = SlidingQueue(memory: memory, length: length, behind: behind, shape: sharedShape)
            queue.lay()
        }

        deinit {
            memory.deallocate()
            sharedShape.deallocate()
            scratchMemory.deallocate()
        }

        func scratch(_ slot: Int) -> Pane {
            let own = scratchMemory + slot * shape.stride
            return Pane(span: own.assumingMemoryBound(to: Span.self), components: own + 64, sharedShape: sharedShape)
        }

        func whole() -> ClosedWindow {
            scratch(1).clear(end: 0)
            queue.fold(into: scratch(1))
            return scratch(1).closedWindow(SeriesID(0), start: 0, standing: .complete, coverage: .nan)
        }

        func naive() -> ClosedWindow {
            scratch(1).clear(end: 0)
            queue.fold(queue.positions, into: scratch(1))
            return scratch(1).closedWindow(SeriesID(0), start: 0, standing: .complete, coverage: .nan)
        }
    }

    @Test(arguments: 0..<40)
    func theWholeIsWhatItsPanesAre(round: Int) {
        let seed = UInt64(8_100 + round)
        var random = SeededRandom(seed: seed)
        let length = [1, 2, 3, 4, 5, 7, 8, 12, 60, 61][round % 10]
        let behind = round % 3
        let owned = Owned(length: length, behind: behind)
        var position = Int64.random(in: -100...100, using: &random)
        for _ in 0..<6 * length + 40 {
            position +=
                Int.random(in: 0..<25, using: &random) == 0
                ? Int64.random(in: 1...Int64(2 * length), using: &random) : 1
            let pane = owned.scratch(0)
            pane.clear(end: position * 10)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let value = Double(Int.random(in: -1_000...1_000, using: &random))
                pane.add(
                    value,
                    sums: PowerSums(of: value),
                    time: position * 10 + Int64.random(in: 0...9, using: &random)
                )
            }
            owned.queue.push(pane, at: position)
            if Int.random(in: 0..<10, using: &random) == 0 {
                let changed = Int64.random(in: owned.queue.positions, using: &random)
                if owned.queue.isKept(changed) {
                    owned.queue.leaf(changed).add(5_000, sums: PowerSums(of: 5_000), time: changed * 10 + 9)
                    owned.queue.rebuild()
                }
            }
            #expect(owned.queue.positions == position - Int64(length) + 1..<position + 1, "seed \(seed)")
            #expect(owned.whole() == owned.naive(), "seed \(seed), length \(length), position \(position)")
            #expect(owned.queue.hasValues == (owned.naive().count > 0))
        }
    }
}
