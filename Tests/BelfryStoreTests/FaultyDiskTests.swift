import BelfryIncidents
import BelfryModel
import BelfryTestSupport
import Foundation
import Glibc
import Synchronization
import Testing

@testable import BelfryStore

/// Disks that fill up, turn read-only or go away, and come back: shown meanwhile, survived without a restart, nothing
/// lost and nothing stored twice.
@Suite(.serialized, .enabled(if: LoopDevice.isAvailable, "needs root, loop devices and FS_IOC_SHUTDOWN"))
struct FaultyDiskTests {
    @Test("A full disk: batches wait, readings can still be read; space is freed and everything is stored")
    func full() throws {
        let device = try LoopDevice(megabytes: 24)
        let rig = try WriterRig(path: device.database)
        rig.submit(5)
        rig.awaitAcknowledged(5)
        let ballast = try device.fill()
        // The log has some room of its own, so it takes a few batches until the disk says no.
        while rig.writer.status().state != .full {
            if rig.writer.status().waitingBatches == 0 { rig.submit(1) }
            usleep(1_000)
        }
        let acknowledged = rig.acknowledged
        #expect(rig.writer.status().reason.contains("free space"))
        #expect(try rig.store.readings(of: SeriesID(0), from: .distantPast, to: .distantFuture).count == acknowledged)
        rig.submitIncident()
        try FileManager.default.removeItem(atPath: ballast)
        try rig.expectRecovery()
    }

    @Test(
        "A file system that turns read-only: shown as such, given up so that it can be mounted again, then used again"
    )
    func readOnly() throws {
        let device = try LoopDevice(megabytes: 24)
        let rig = try WriterRig(path: device.database)
        rig.submit(5)
        rig.awaitAcknowledged(5)
        try device.failToReadOnly()
        rig.submit(1)
        rig.submitIncident()
        while rig.writer.status().state != .readOnly { usleep(1_000) }
        #expect(throws: StoreError.self) { try rig.store.series() }
        #expect(rig.acknowledged == 5)
        // The writer lets go of its files between two tries, or the operator could not repair anything.
        while !device.unmountIfUnused() { usleep(1_000) }
        try device.mount()
        try rig.expectRecovery()
    }

    @Test("A device that goes away and comes back, again and again: nothing is lost, nothing is stored twice")
    func goneAndBack() throws {
        let device = try LoopDevice(megabytes: 24)
        let rig = try WriterRig(path: device.database)
        for round in 1...5 {
            #expect(device.cutPower())
            rig.submit(8)
            while rig.writer.status().fault == nil { usleep(1_000) }
            #expect(rig.writer.status().state != .ok)
            while !device.unmountIfUnused() { usleep(1_000) }
            try device.mount()
            rig.awaitAcknowledged(round * 8)
        }
        rig.submitIncident()
        try rig.expectRecovery()
    }

    @Test("A start on a read-only file system, or a full one, says why")
    func start() throws {
        let device = try LoopDevice(megabytes: 24)
        try device.failToReadOnly()
        let error = #expect(throws: StoreError.self) { try Store(StoreConfiguration(path: device.database)) }
        #expect(error?.kind == .readOnly)
        let other = try LoopDevice(megabytes: 8)
        _ = try other.fill()
        let full = #expect(throws: StoreError.self) { try Store(StoreConfiguration(path: other.database)) }
        #expect(full?.kind == .full)
    }
}

/// A writer that is fed numbered batches.
final class WriterRig: Sendable {
    let store: Store
    let writer: StoreWriter
    private let submitted = Atomic<Int>(0)
    private let done = Atomic<Int>(0)

    init(path: String) throws {
        store = try Store(StoreConfiguration(path: path))
        writer = StoreWriter(store: store)
        writer.start()
    }

    var acknowledged: Int { done.load(ordering: .acquiring) }

    func submit(_ count: Int) {
        for _ in 0..<count {
            let number = submitted.add(1, ordering: .relaxed).oldValue
            writer.submit(NumberedBatch.make(Int64(number))) { result in
                // They come back in their order, so counting is enough.
                if case .success = result { self.done.add(1, ordering: .releasing) }
            }
        }
    }

    func submitIncident() {
        writer.submit([IncidentEvent(entry: flood().timeline[0], incident: flood())])
    }

    func awaitAcknowledged(_ count: Int) {
        while acknowledged < count { usleep(1_000) }
    }

    /// Asserts that all that was submitted gets stored, once, and that the state is well again.
    func expectRecovery(sourceLocation: SourceLocation = #_sourceLocation) throws {
        submit(3)
        let all = submitted.load(ordering: .relaxed)
        awaitAcknowledged(all)
        #expect(writer.stop(timeoutNanoseconds: 30_000_000_000), sourceLocation: sourceLocation)
        #expect(writer.status().fault == nil, sourceLocation: sourceLocation)
        #expect(try store.openIncidents() == [flood()], sourceLocation: sourceLocation)
        try store.expectNumbered(acknowledged: all, begun: all, sourceLocation: sourceLocation)
        try store.close()
    }
}
