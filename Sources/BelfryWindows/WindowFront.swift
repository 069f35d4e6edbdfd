/// The newest pane of a series, without the components that windows may ask for: the cache line that every reading changes.
public struct WindowFront: Sendable, BitwiseCopyable {
    @usableFromInline var span = Span.none

    /// No pane yet.
    public init() {}

    /// Adds a value that is newer than all before it and older than ``WindowHead/limit``, where nothing else is to be done.
    @inlinable
    @inline(__always)
    public mutating func add(_ value: Double) {
        span.add(value, sums: PowerSums(of: value))
    }
}
