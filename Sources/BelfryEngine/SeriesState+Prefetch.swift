import CPrefetch

extension UnsafeMutablePointer<SeriesState> {
    /// Asks for the cache lines that a routine reading touches.
    @inline(__always)
    func prefetch() {
        belfry_prefetch(self)
        belfry_prefetch(UnsafeRawPointer(self) + MemoryLayout<SeriesRoutine>.stride)
    }
}
