/// A sensor that itself calls its values doubtful: `count`.
///
/// Raised by `count` readings in a row that the device marked, as Sparkplug's quality and RSMP's `old` do; cleared by as many that
/// it did not. The vocabulary has no kind of its own for it: what a device disowns counts as out of range.
public struct DeclaredFaultParameters: Sendable, Hashable {
    /// Readings in a row; 1...1,000.
    public var count: Int

    public init(count: Int = 3) {
        self.count = count
    }
}
