import BelfryModel
import Testing

@testable import BelfryStore

/// What becomes of the engine's state among what waits for the disk.
@Suite struct WriterQueueImageTests {
    private static func image(_ seconds: Int64) -> StoredImage {
        StoredImage(instant: Timestamp(seconds: seconds), parts: [[1]])
    }

    @Test func theLastOneWaitsBehindEverything() {
        var queue = StoreWriterQueue()
        queue.append(Self.image(1))
        queue.append(Self.image(2))
        queue.append(CommitBatch(committedAt: Timestamp(seconds: 1)), { _ in })
        guard case .commit = queue.next(), case .keep(let image) = queue.next() else {
            Issue.record("the image comes behind the batch")
            return
        }
        #expect(image.instant == Timestamp(seconds: 2))
        queue.noteImage(image.instant, isKept: true)
        #expect(queue.lastImage == Timestamp(seconds: 2))
        queue.noteImage(Timestamp(seconds: 3), isKept: false)
        #expect(queue.lastImage == Timestamp(seconds: 2) && queue.droppedImages == 1)
    }

    @Test func noneRestsOnWhatWasGivenUp() {
        var queue = StoreWriterQueue()
        queue.append(Self.image(1))
        queue.refuseImages()
        #expect(queue.next() == nil && queue.droppedImages == 1, "the one that waited")
        queue.append(Self.image(2))
        #expect(queue.next() == nil && queue.droppedImages == 2, "and those to come")
        #expect(queue.lastImage == nil)
    }
}
