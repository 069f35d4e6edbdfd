import BelfryModel

/// One window over a series: how its spans lie, how long they may be revised, and what they keep.
public struct WindowDefinition: Sendable, Hashable {
    /// How the spans of a window follow one another.
    public enum Shape: Sendable, Hashable {
        /// Consecutive spans of one length, aligned to the epoch; see ``WindowLimits/lengthNanoseconds``.
        case tumbling(lengthNanoseconds: Int64)
    }

    public var shape: Shape
    /// How long after its end a span still takes a reading and is told anew; nil: as long as the series allows.
    public var latenessNanoseconds: Int64?
    /// What its panes keep besides count, sums and extremes.
    public var components: PaneComponents

    public init(_ shape: Shape, latenessNanoseconds: Int64? = nil, components: PaneComponents = []) {
        self.shape = shape
        self.latenessNanoseconds = latenessNanoseconds
        self.components = components
    }

    /// A tumbling window.
    public init(lengthNanoseconds: Int64) {
        self.init(.tumbling(lengthNanoseconds: lengthNanoseconds))
    }

    /// The length of its spans.
    public var lengthNanoseconds: Int64 {
        switch shape {
        case .tumbling(let length): length
        }
    }

    /// Checks that the window can be kept with an allowed lateness of `latenessNanoseconds`, or its own.
    ///
    /// - Throws: ``WindowFault`` naming what does not fit. Unchecked, a ``WindowLayout`` takes the nearest length and
    ///   lateness that it can hold.
    public func check(allowedLatenessNanoseconds: Int64) throws(WindowFault) {
        guard WindowLimits.lengthNanoseconds.contains(lengthNanoseconds) else {
            throw .length(nanoseconds: lengthNanoseconds)
        }
        let lateness = latenessNanoseconds ?? allowedLatenessNanoseconds
        guard WindowLimits.revisableSpans(length: lengthNanoseconds, lateness: lateness) <= WindowLimits.revisableSpans
        else {
            throw .tooManySpans(lengthNanoseconds: lengthNanoseconds, latenessNanoseconds: lateness)
        }
    }

    var grid: SpanGrid {
        switch shape {
        case .tumbling(let length): .fixed(length: length.clamped(to: WindowLimits.lengthNanoseconds))
        }
    }

    /// Every boundary of a span is a multiple of it.
    var stepNanoseconds: Int64 {
        switch grid {
        case .fixed(let length): length
        }
    }
}

extension Comparable {
    /// The nearest value within a range.
    fileprivate func clamped(to range: ClosedRange<Self>) -> Self {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
