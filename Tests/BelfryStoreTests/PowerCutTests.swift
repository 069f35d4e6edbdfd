import BelfryModel
import BelfryTestSupport
import Foundation
import Glibc
import Synchronization
import Testing

@testable import BelfryStore

/// A pulled plug loses nothing that was reported as stored: the real GRDB connection on a real ext4.
@Suite(.serialized, .enabled(if: LoopDevice.isAvailable, "needs root, loop devices and FS_IOC_SHUTDOWN"))
struct PowerCutTests {
    /// `BELFRY_CUTS=200` for the long run.
    static let cuts = getenv("BELFRY_CUTS").flatMap { Int(String(cString: $0)) } ?? 20

    @Test("Power cuts: every acknowledged batch is there, once, and both files are sound")
    func cuts() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        var device = try LoopDevice(megabytes: 64)
        var stored = 0
        for cut in 0..<Self.cuts {
            if cut > 0, cut % KilledProcessTests.livesOfAStore == 0 {
                device = try LoopDevice(megabytes: 64)
                stored = 0
            }
            let store = try Store(StoreConfiguration(path: device.database))
            let target = stored + Int.random(in: 1...120, using: &random)
            let (acknowledged, begun) = commit(to: store, from: stored, cutting: device, at: target)
            try? store.close()
            try device.restorePower()
            let survivor = try Store(StoreConfiguration(path: device.database))
            stored = try survivor.expectNumbered(acknowledged: acknowledged, begun: begun)
            #expect(acknowledged >= target, "cut \(cut), seed \(seed)")
            try survivor.close()
        }
    }

    /// Commits on a thread and pulls the plug once `target` batches are acknowledged and the next is being written.
    ///
    /// - Returns: how many had been acknowledged before the plug was pulled, and how many were begun in all.
    private func commit(
        to store: Store,
        from first: Int,
        cutting device: LoopDevice,
        at target: Int
    ) -> (acknowledged: Int, begun: Int) {
        let progress = Progress(first)
        let thread = Thread {
            store.commitNumbered(from: Int64(first), acknowledged: progress.acknowledged) { false }
            progress.isOver.store(true, ordering: .releasing)
        }
        thread.start()
        while progress.acknowledged.load(ordering: .acquiring) < target {}
        let acknowledged = progress.acknowledged.load(ordering: .acquiring)
        #expect(device.cutPower())
        while !progress.isOver.load(ordering: .acquiring) { usleep(100) }
        return (acknowledged, progress.acknowledged.load(ordering: .acquiring) + 1)
    }

    private final class Progress: Sendable {
        let acknowledged: Atomic<Int>
        let isOver = Atomic<Bool>(false)

        init(_ first: Int) {
            acknowledged = Atomic(first)
        }
    }
}
