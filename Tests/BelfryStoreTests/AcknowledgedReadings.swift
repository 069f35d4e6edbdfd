import BelfryModel
import Glibc
import Synchronization
import Testing

@testable import BelfryStore

// The crash rigs all ask one question: is every batch that was reported as stored still there, once, and exact? So all
// of them commit the same numbered batches, from which the right answer is known.

/// The numbered batch: its readings follow from its number alone.
enum NumberedBatch {
    static let readingsPerBatch = 20

    static func make(_ number: Int64) -> CommitBatch {
        let readings = (0..<Int64(readingsPerBatch)).map { index in
            let position = number * Int64(readingsPerBatch) + index
            return reading(
                series: Int32(index),
                Double(position) / 10,
                event: start.after(milliseconds: position - 40),
                arrival: start.after(milliseconds: position)
            )
        }
        let delivery = StoredDelivery(source: 0, messageID: UInt16(truncatingIfNeeded: number), hash: UInt64(number))
        return CommitBatch(readings: readings, deliveries: [delivery], committedAt: start)
    }
}

extension Store {
    /// Commits numbered batches until it fails or `isDone` says so; counts each in `acknowledged` once it is durable.
    func commitNumbered(from first: Int64, acknowledged: borrowing Atomic<Int>, isDone: () -> Bool) {
        var number = first
        while !isDone(), (try? commit(NumberedBatch.make(number))) != nil {
            number += 1
            acknowledged.store(Int(number), ordering: .releasing)
        }
    }

    /// Asserts that the database is sound and holds the first batches, each once, in order and exact: at least as many as
    /// were `acknowledged`, and none beyond those `begun`.
    ///
    /// - Returns: how many batches there are.
    @discardableResult
    func expectNumbered(acknowledged: Int, begun: Int, sourceLocation: SourceLocation = #_sourceLocation) throws -> Int
    {
        #expect(try pragma("integrity_check") == "ok", sourceLocation: sourceLocation)
        var stored: [Reading] = []
        let report = try replayJournal(since: .distantPast) { stored.append($0) }
        #expect(report.damagedCount == 0, sourceLocation: sourceLocation)
        let batches = stored.count / NumberedBatch.readingsPerBatch
        #expect(
            stored == (0..<Int64(batches)).flatMap { NumberedBatch.make($0).readings },
            sourceLocation: sourceLocation
        )
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
