/// An instant: nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// The range of `Int64` nanoseconds ends on 2262-04-11; arithmetic beyond either end saturates instead of trapping,
/// since an instant often comes from a payload that we do not control.
public struct Timestamp: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Nanoseconds since the Unix epoch, UTC.
    public var nanoseconds: Int64

    /// An instant from nanoseconds since the Unix epoch.
    @inlinable
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// An instant from milliseconds since the Unix epoch; saturates at the ends of the range.
    @inlinable
    public init(milliseconds: Int64) {
        let (product, overflow) = milliseconds.multipliedReportingOverflow(by: Nanoseconds.perMillisecond)
        self.nanoseconds = overflow ? (milliseconds < 0 ? .min : .max) : product
    }

    /// An instant from whole seconds since the Unix epoch; saturates at the ends of the range.
    @inlinable
    public init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: Nanoseconds.perSecond)
        self.nanoseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    /// Milliseconds since the Unix epoch, rounded towards the past.
    @inlinable
    public var milliseconds: Int64 {
        Nanoseconds.floorDivide(nanoseconds, by: Nanoseconds.perMillisecond)
    }

    /// Seconds since the Unix epoch as a floating-point number, exact to about 0.2 µs in this century.
    @inlinable
    public var seconds: Double {
        Double(nanoseconds) / Double(Nanoseconds.perSecond)
    }

    /// The instant `nanoseconds` later; saturates.
    @inlinable
    public func advanced(byNanoseconds nanoseconds: Int64) -> Timestamp {
        let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
        return Timestamp(nanoseconds: overflow ? (nanoseconds < 0 ? .min : .max) : sum)
    }

    /// Nanoseconds from `earlier` to this instant, negative when `earlier` lies after it; saturates.
    @inlinable
    public func nanosecondsSince(_ earlier: Timestamp) -> Int64 {
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
        return overflow ? (nanoseconds < 0 ? .min : .max) : difference
    }

    /// The start of the window of `length` nanoseconds, aligned to the epoch, that holds this instant.
    @inlinable
    public func alignedDown(toMultipleOf length: Int64) -> Timestamp {
        Timestamp(nanoseconds: Nanoseconds.floorDivide(nanoseconds, by: length) &* length)
    }

    @inlinable
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The earliest instant that can be told.
    @inlinable
    public static var distantPast: Timestamp { Timestamp(nanoseconds: .min) }
    /// The latest instant that can be told; stands for "never" in deadlines.
    @inlinable
    public static var distantFuture: Timestamp { Timestamp(nanoseconds: .max) }
}
