import BelfryWindows
import CPrefetch

extension UnsafeMutablePointer<SeriesState> {
    /// Asks for the cache lines that a routine reading touches, with windows of two lengths.
    ///
    /// Where a series has fewer, a line too many comes; where it has more, the others come as they did.
    @inline(__always)
    func prefetch() {
        let spans = UnsafeRawPointer(self) + Self.headerBytes
        belfry_prefetch(self)
        belfry_prefetch(spans)
        belfry_prefetch(spans + WindowSet.alignment)
    }
}
