import BelfryModel
import Foundation
import GRDB
import Testing

@testable import BelfryStore

/// What the engine writes down is found again as it was, or not at all.
@Suite struct StoredImageTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private static func image(_ sizes: [Int], at instant: Timestamp) -> StoredImage {
        StoredImage(
            instant: instant,
            parts: sizes.map { size in (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 + size) } }
        )
    }

    @Test("The last image is kept, over a restart", arguments: [[0], [17], [1 << 20], [3_000_001, 0, 5, 2 << 20]])
    func kept(sizes: [Int]) throws {
        let store = try Store(folder.configuration)
        #expect(try store.image() == nil)
        try store.save(Self.image([9, 9, 9, 9, 9], at: start))
        let last = Self.image(sizes, at: start.after(seconds: 5))
        try store.save(last)
        #expect(try store.image() == last)
        try store.close()
        #expect(try Store(folder.configuration).image() == last)
    }

    @Test("An image with a byte changed or a row missing is none", arguments: ["UPDATE", "DELETE"])
    func damaged(verb: String) throws {
        let store = try Store(folder.configuration)
        try store.save(Self.image([2_500_000, 2_500_000], at: start))
        let sql =
            verb == "UPDATE"
            ? "UPDATE engine_image SET data = zeroblob(length(data)) WHERE id = 2"
            : "DELETE FROM engine_image WHERE part = 0"
        try store.journal.write("test") { try $0.execute(sql: sql) }
        #expect(try store.image() == nil)
    }

    @Test("The writer keeps an image behind the batches and incidents that came before it")
    func order() throws {
        let store = try Store(folder.configuration)
        let writer = StoreWriter(store: store)
        let image = Self.image([100], at: start)
        writer.submit(Self.image([50], at: start))
        writer.submit(batch([reading(1, event: start)])) { _ in
            #expect((try? store.image()) == .some(nil), "the readings first")
        }
        writer.submit(image)
        writer.start()
        #expect(writer.stop(timeoutNanoseconds: 30_000_000_000))
        #expect(try store.image() == image)
        #expect(store.statistics().readings == 1)
    }
}
