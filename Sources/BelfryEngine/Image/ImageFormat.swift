import BelfryDetection
import BelfryModel
import BelfryWindows

/// What an image and whoever takes it up must have in common: the build, and how states lie in memory.
///
/// The sizes are there for builds that do not say who they are.
struct ImageFormat: Sendable, Equatable {
    let value: UInt64

    init(build: UInt64) {
        var hash = StableHash()
        hash.combine(build)
        for size in [
            MemoryLayout<SeriesState>.stride, MemoryLayout<SeriesRecord>.stride, DetectorTerms.memoryFormat,
            WindowSet.memoryFormat,
        ] {
            hash.combine(size)
        }
        value = hash.value
    }
}
