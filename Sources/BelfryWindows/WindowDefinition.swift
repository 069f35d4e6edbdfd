/// A tumbling window: consecutive spans of one length, aligned to the epoch.
public struct WindowDefinition: Sendable, Hashable {
    /// 1 ms to 366 days, see ``WindowLimits``.
    public var lengthNanoseconds: Int64

    public init(lengthNanoseconds: Int64) {
        self.lengthNanoseconds = lengthNanoseconds
    }

    /// Checks that the window can be kept open for `allowedLatenessNanoseconds`.
    ///
    /// - Throws: ``WindowFault`` naming what does not fit. Unchecked, a ``WindowSet`` takes the nearest length and
    ///   lateness that it can hold.
    public func check(allowedLatenessNanoseconds lateness: Int64) throws(WindowFault) {
        guard WindowLimits.lengthNanoseconds.contains(lengthNanoseconds) else {
            throw .length(nanoseconds: lengthNanoseconds)
        }
        guard WindowLimits.panes(length: lengthNanoseconds, lateness: lateness) <= WindowLimits.panesPerWindow else {
            throw .tooManyPanes(lengthNanoseconds: lengthNanoseconds, latenessNanoseconds: lateness)
        }
    }
}
