import BelfryModel
import GRDB
import Glibc
import Synchronization
import Testing

@testable import BelfryStore

// The crash rigs all ask one question: is every batch that was reported as stored still there, once, and exact? So all
// of them commit the same numbered batches, from which the right answer is known. Five minutes lie between two, so that hours
// are sealed and rows of the journal pruned all the while, and whatever cuts in may cut in there.

/// The numbered batch: its readings follow from its number alone.
enum NumberedBatch {
    static let series: Int32 = 20
    private static let stepMilliseconds: Int64 = 300_000

    static func time(_ number: Int64) -> Timestamp { start.after(milliseconds: number * stepMilliseconds) }

    static func make(_ number: Int64) -> CommitBatch {
        let readings = (0..<series).map { index in
            reading(
                series: index,
                Double(number * Int64(series) + Int64(index)) / 10,
                event: time(number).after(milliseconds: Int64(index) - 40),
                arrival: time(number).after(milliseconds: Int64(index))
            )
        }
        let delivery = StoredDelivery(source: 0, messageID: UInt16(truncatingIfNeeded: number), hash: UInt64(number))
        return CommitBatch(readings: readings, deliveries: [delivery], committedAt: time(number))
    }
}

extension Store {
    /// Commits numbered batches until it fails or `isDone` says so; counts each in `acknowledged` once it is durable.
    func commitNumbered(from first: Int64, acknowledged: borrowing Atomic<Int>, isDone: () -> Bool) {
        var number = first
        while !isDone(), (try? commit(NumberedBatch.make(number))) != nil {
            number += 1
            acknowledged.store(Int(number), ordering: .releasing)
            try? keepUp(NumberedBatch.time(number))
        }
    }

    /// What the writer does between two batches: some sealing, and now and then some pruning.
    func keepUp(_ now: Timestamp) throws {
        for _ in 0..<3 where try !seal(now: now) { break }
        _ = try prune(now: now, monotonicNanoseconds: 0)
    }

    /// Asserts that the database is sound and holds the first batches, each once, in order and exact: at least as many as
    /// were `acknowledged`, and none beyond those `begun`.
    ///
    /// - Returns: how many batches there are.
    @discardableResult
    func expectNumbered(acknowledged: Int, begun: Int, sourceLocation: SourceLocation = #_sourceLocation) throws -> Int
    {
        for file in [history, journal] {
            let verdict = try file.read("check") { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
            #expect(verdict == "ok", sourceLocation: sourceLocation)
        }
        var stored: [[Reading]] = []
        for series in 0..<NumberedBatch.series {
            stored.append(try readings(of: SeriesID(series), from: .distantPast, to: .distantFuture))
        }
        let batches = stored[0].count
        for (series, readings) in stored.enumerated() {
            let expected = (0..<Int64(batches)).map { NumberedBatch.make($0).readings[series] }
            #expect(readings.map(\.eventTime) == expected.map(\.eventTime), sourceLocation: sourceLocation)
            #expect(readings.map(\.value) == expected.map(\.value), sourceLocation: sourceLocation)
        }
        #expect(
            acknowledged <= batches && batches <= begun,
            "\(batches) stored, \(acknowledged) acknowledged, \(begun) begun",
            sourceLocation: sourceLocation
        )
        if let last = try recentDeliveries(batches: 1).last {
            #expect(last.hash == UInt64(batches - 1), sourceLocation: sourceLocation)
        }
        return batches
    }
}
