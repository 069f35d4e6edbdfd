import BelfryEngine
import BelfryRing

/// The last image that an engine made.
final class LatestImage: Sendable {
    private let image = Guarded<EngineImage?>(nil)

    func set(_ newest: EngineImage) { image.withLock { $0 = newest } }

    func get() -> EngineImage? { image.withLock { $0 } }
}
