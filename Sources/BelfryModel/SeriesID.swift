/// A series' number: dense, from 0, in the order in which series were first seen.
///
/// It is an index into tables on the hot path. Order that users see comes from ``SeriesKey/identity``.
public struct SeriesID: Hashable, Comparable, Sendable, BitwiseCopyable {
    public var index: Int32

    @inlinable
    public init(_ index: Int32) {
        self.index = index
    }

    @inlinable
    public static func < (left: SeriesID, right: SeriesID) -> Bool {
        left.index < right.index
    }
}
