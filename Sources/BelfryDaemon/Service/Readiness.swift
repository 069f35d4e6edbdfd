import Synchronization

/// Counts the parts of a starting daemon: it is ready once threads run and every address accepts connections, whichever
/// comes last.
final class Readiness: Sendable {
    private let missing: Atomic<Int>

    /// - Parameter parts: how many parts have to arrive, at least 1.
    init(parts: Int) {
        missing = Atomic(parts)
    }

    /// A part has come up.
    ///
    /// - Returns: whether it was the last one.
    func arrive() -> Bool {
        // acquiringAndReleasing: whoever is told that all is there also sees what the other parts did before.
        missing.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0
    }
}
