import BelfryIncidents
import BelfryModel
import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import BelfryStore

/// The writer thread on a real disk, with an operator in the way.
@Suite struct StoreWriterTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("Batches are stored in their order, each reported once, after it is durable")
    func order() throws {
        let store = try Store(folder.configuration)
        let writer = StoreWriter(store: store)
        writer.start()
        let reported = Mutex<[Int]>([])
        for number in 0..<50 {
            writer.submit(batch([reading(Double(number), event: start.after(seconds: Int64(number)))])) { result in
                guard case .success = result else { return }
                // Durable means: another connection reads it.
                let rows = try? store.readings(of: SeriesID(0), from: .distantPast, to: .distantFuture)
                if rows?.count == number + 1 { reported.withLock { $0.append(number) } }
            }
        }
        #expect(writer.stop(timeoutNanoseconds: 30_000_000_000))
        #expect(reported.withLock { $0 } == Array(0..<50))
        #expect(writer.status().state != .full)
        #expect(writer.status().waitingBatches == 0)
    }

    @Test("An operator's exclusive transaction delays no batch; what he locks out is saved when he is done")
    func lockedByOperator() throws {
        let store = try Store(folder.configuration)
        let writer = StoreWriter(store: store)
        let `operator` = try DatabaseQueue(path: folder.database)
        try `operator`.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            writer.start()
            let done = DispatchSemaphore(value: 0)
            writer.submit([IncidentEvent(entry: flood().timeline[0], incident: flood())])
            while writer.status().fault?.kind != .busy { usleep(1_000) }
            writer.submit(
                CommitBatch(readings: [reading(1, event: start)], newSeries: [descriptor(0)], committedAt: start)
            ) {
                _ in done.signal()
            }
            done.wait()
            #expect(writer.status().state == .slow)
            #expect(writer.status().isJournalWell)
            #expect(writer.status().waitingIncidents == 1)
            try db.execute(sql: "COMMIT")
        }
        #expect(writer.stop(timeoutNanoseconds: 30_000_000_000))
        #expect(store.statistics().readings == 1)
        #expect(try store.openIncidents() == [flood()])
        let series = try store.history.read("look") { try Int.fetchOne($0, sql: "SELECT count(*) FROM series") }
        #expect(series == 1)
        #expect(writer.status().fault == nil)
    }

    @Test("Incidents that the history does not take wait, and what happens meanwhile is the later word")
    func incidentsWait() throws {
        let store = try Store(folder.configuration)
        let writer = StoreWriter(store: store)
        let `operator` = try DatabaseQueue(path: folder.database)
        var closed = flood()
        closed.state = .closed
        try `operator`.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            writer.start()
            writer.submit([IncidentEvent(entry: flood().timeline[0], incident: flood())])
            while writer.status().fault?.kind != .busy { usleep(1_000) }
            writer.submit([IncidentEvent(entry: flood().timeline[0], incident: closed)])
            try db.execute(sql: "COMMIT")
        }
        #expect(writer.stop(timeoutNanoseconds: 30_000_000_000))
        #expect(try store.incident(flood().id)?.state == .closed)
    }

    @Test("What can never be stored is given back at once, and the next batch is stored")
    func conflict() throws {
        let store = try Store(folder.configuration)
        let writer = StoreWriter(store: store)
        writer.start()
        let results = Mutex<[Bool]>([])
        let batches = [
            CommitBatch(newSeries: [descriptor(0)], committedAt: start),
            CommitBatch(newSeries: [descriptor(1)], committedAt: start),
            batch([reading(1, event: start)]),
        ]
        for batch in batches {
            writer.submit(batch) { result in
                results.withLock { $0.append((try? result.get()) != nil) }
            }
        }
        #expect(writer.stop(timeoutNanoseconds: 30_000_000_000))
        #expect(results.withLock { $0 } == [true, false, true])
        #expect(writer.status().refusal?.kind == .conflict)
    }

    @Test("A stop that the disk does not let finish gives the batch back as not stored")
    func stopAtFault() throws {
        let store = try Store(folder.configuration)
        let writer = StoreWriter(store: store)
        let other = try DatabaseQueue(path: folder.configuration.journalPath)
        try other.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            writer.start()
            let result = Mutex<Result<Void, StoreError>?>(nil)
            let done = DispatchSemaphore(value: 0)
            writer.submit(batch([reading(1, event: start)])) { outcome in
                result.withLock { $0 = outcome }
                done.signal()
            }
            _ = writer.stop(timeoutNanoseconds: 300_000_000)
            done.wait()
            #expect(throws: StoreError.self) { try result.withLock { try $0?.get() } }
            try db.execute(sql: "ROLLBACK")
        }
        #expect(store.lastBatch == 0)
    }

    @Test("Waiting events of one incident are one; too many incidents cost the oldest closed one")
    func queue() {
        var queue = StoreWriterQueue()
        func event(_ number: Int, _ state: IncidentState = .activeUnacknowledged) -> IncidentEvent {
            var incident = flood()
            incident.id = "i-\(number)"
            incident.state = state
            return IncidentEvent(entry: incident.timeline[0], incident: incident)
        }
        queue.append([event(0), event(1, .closed), event(0, .closed), event(0)])
        #expect(queue.incidentCount == 2)
        for number in 2..<StoreWriterLimits.waitingIncidents { queue.append([event(number)]) }
        #expect(queue.droppedIncidents == 0)
        queue.append([event(-1)])
        #expect(queue.droppedIncidents == 1)
        guard case .save(let events) = queue.next() else {
            Issue.record("nothing to save")
            return
        }
        #expect(events.count == StoreWriterLimits.incidentsPerSave)
        #expect(events.prefix(2).map(\.incident.id) == ["i-0", "i-2"])
        #expect(events[0].incident.state == .activeUnacknowledged)
    }

    @Test("A snapshot that is held for long stops sealing before the log grows too large, and nothing else")
    func longReader() throws {
        var configuration = folder.configuration
        configuration.logLimitBytes = 1 << 20
        let store = try Store(configuration)
        let writer = StoreWriter(store: store)
        writer.start()
        var random = SeededRandom(seed: 91)
        var readings: Set<[Int64]> = []
        func commit(_ hours: Range<Int64>) {
            for hour in hours {
                let at = start.after(seconds: hour * 3_600)
                let done = DispatchSemaphore(value: 0)
                let new = cityReadings(5_000, series: 500, from: at, using: &random)
                writer.submit(batch(new, at: at)) { _ in done.signal() }
                done.wait()
                readings.formUnion(new.map { [Int64($0.series.index), $0.eventTime.nanoseconds] })
            }
        }
        commit(0..<2)
        let reader = try DatabaseQueue(path: folder.database)
        try reader.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN; SELECT count(*) FROM chunk")
            var hour: Int64 = 2
            while writer.status().state == .ok {
                commit(hour..<hour + 1)
                hour += 1
                usleep(10_000)
            }
            #expect(writer.status().state == .slow)
            #expect(writer.status().reason.contains("an old snapshot"))
            #expect(writer.status().isJournalWell)
            let before = store.statistics().logBytes
            commit(hour..<hour + 4)
            #expect(store.statistics().logBytes - before < 1 << 20)
            #expect(store.statistics().logBytes < 4 << 20)
            try db.execute(sql: "COMMIT")
        }
        while writer.status().state != .ok { usleep(10_000) }
        #expect(writer.stop(timeoutNanoseconds: 30_000_000_000))
        while try store.seal(now: start.after(seconds: 100 * 3_600)) {}
        #expect(store.statistics().readings == Int64(readings.count))
        #expect(try store.pragma("quick_check") == "ok")
    }

    @Test("A thousand readings a second, committed once a second, cost at most 40 bytes each on the device")
    func bytesWritten() throws {
        let store = try Store(folder.configuration)
        var random = SeededRandom(seed: 92)
        for second in 0..<300 {
            try store.commit(batch(cityReadings(1_000, from: start.after(seconds: Int64(second)), using: &random)))
        }
        let bytes = try #require(store.statistics().bytesWrittenPerReading)
        #expect(bytes <= 40)
    }
}
