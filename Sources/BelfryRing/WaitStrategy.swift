// The policy of waiting, apart from the mechanism of being woken (``Doorbell``).

/// How long a thread looks for work before it sleeps: spin, then yield the processor, then park.
///
/// Spinning answers within nanoseconds and burns a core; parking costs a system call on both sides and nothing while
/// nobody rings. A gateway has two cores, so we spin for about a microsecond only.
public struct WaitStrategy: Sendable {
    /// Looks before the first yield.
    public var spins: Int
    /// Looks with a yield between them before parking.
    public var yields: Int

    public init(spins: Int = 64, yields: Int = 4) {
        self.spins = max(0, spins)
        self.yields = max(0, yields)
    }
}
