import BelfryRing

/// Where a shard lays down its part of an image until the correlation stage has all of them.
final class ImageDesk: Sendable {
    private let parts = Guarded<[Int32: [UInt8]]>([:])

    /// The shard's side; of images that nobody fetched the newest is kept.
    func put(_ part: [UInt8], of image: Int32) {
        parts.withLock { $0 = [image: part] }
    }

    /// The correlation stage's side; nil where it was too large, or a newer one has come.
    func take(_ image: Int32) -> [UInt8]? {
        parts.withLock { $0.removeValue(forKey: image) }
    }
}
