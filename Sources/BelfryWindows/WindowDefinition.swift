public import BelfryModel

/// One window over a series: how its spans lie, how long they may be revised, and what they keep.
public struct WindowDefinition: Sendable, Hashable {
    /// How the spans of a window follow one another.
    public enum Shape: Sendable, Hashable {
        /// Consecutive spans of one length, `phase` behind its multiples since the epoch.
        ///
        /// Of hours and days in a zone's standard time the phase is what that is behind UTC.
        case tumbling(lengthNanoseconds: Int64, phaseNanoseconds: Int64 = 0)
        /// Spans of one length that end every so often, aligned to the epoch; the length is a multiple of that.
        case sliding(lengthNanoseconds: Int64, everyNanoseconds: Int64)
        /// Civil days of a zone: 24 hours, or what a change of the clock makes of them.
        case days(in: TimeZoneRule)
        /// A span for each run of readings that follow one another sooner than the gap; at most so long.
        case session(gapNanoseconds: Int64, maximumNanoseconds: Int64)
        /// A span for so many readings.
        case count(Int)
        /// A span for each run of readings of one value, or within a band; at most so long.
        case state(ValueBand?, maximumNanoseconds: Int64)
    }

    public var shape: Shape
    /// How long after its end a span still takes a reading and is told anew, where that is longer than the series allows
    /// anyway.
    public var latenessNanoseconds: Int64
    /// What its panes keep besides count, sums and extremes.
    public var components: PaneComponents

    public init(_ shape: Shape, latenessNanoseconds: Int64 = 0, components: PaneComponents = []) {
        self.shape = shape
        self.latenessNanoseconds = latenessNanoseconds
        self.components = components
    }

    /// Whether readings have to be put in order first: its spans are told once, when the lateness is over.
    public var isOrdered: Bool { isRun || components.isOrdered }

    /// Whether its spans begin and end with readings.
    public var isRun: Bool {
        switch shape {
        case .tumbling, .sliding, .days: false
        case .session, .count, .state: true
        }
    }

    /// A tumbling window.
    public init(lengthNanoseconds: Int64) {
        self.init(.tumbling(lengthNanoseconds: lengthNanoseconds))
    }

    /// The length of its spans; of spans that begin and end with readings, the longest; 0: any.
    public var lengthNanoseconds: Int64 {
        switch shape {
        case .tumbling(let length, _), .sliding(let length, _): length
        case .days: Nanoseconds.perDay
        case .session(_, let maximum), .state(_, let maximum): maximum
        case .count: 0
        }
    }

    /// Checks that the window can be kept with an allowed lateness, or its own where that is longer.
    ///
    /// - Throws: ``WindowFault`` naming what does not fit. Unchecked, a ``WindowLayout`` takes the nearest length and
    ///   lateness that it can hold.
    public func check(allowedLatenessNanoseconds: Int64) throws(WindowFault) {
        if case .count(let count) = shape {
            guard WindowLimits.readings.contains(count) else { throw .count(count) }
            return
        }
        guard WindowLimits.lengthNanoseconds.contains(lengthNanoseconds) else {
            throw .length(nanoseconds: lengthNanoseconds)
        }
        if case .sliding(let length, let every) = shape {
            guard every >= WindowLimits.lengthNanoseconds.lowerBound, length % every == 0,
                length / every <= WindowLimits.slices
            else { throw .slices(lengthNanoseconds: length, everyNanoseconds: every) }
        }
        if case .session(let gap, let maximum) = shape,
            !(WindowLimits.lengthNanoseconds.lowerBound...maximum).contains(gap)
        {
            throw .gap(nanoseconds: gap, maximumNanoseconds: maximum)
        }
        // Nothing is kept to be revised.
        if isOrdered { return }
        let lateness = max(latenessNanoseconds, allowedLatenessNanoseconds)
        let step = grid.grid.length
        guard WindowLimits.revisableSpans(length: step, lateness: lateness) <= WindowLimits.revisableSpans else {
            throw .tooManySpans(lengthNanoseconds: step, latenessNanoseconds: lateness)
        }
    }

    /// Of a sliding window: spans of its grid in one; else 0.
    var slices: Int {
        guard case .sliding(let length, _) = shape else { return 0 }
        return Int(min(max(1, length / grid.grid.length), WindowLimits.slices))
    }

    /// Its grid; of days with their owner, whom the caller keeps.
    var grid: (grid: SpanGrid, owner: CivilDays?) {
        switch shape {
        case .tumbling(let length, let phase):
            let length = length.clamped(to: WindowLimits.lengthNanoseconds)
            let kept = phase - Nanoseconds.floorDivide(phase, by: length) * length
            return (.fixed(length: length, phase: kept), nil)
        case .sliding(_, let every):
            return (.fixed(length: every.clamped(to: WindowLimits.lengthNanoseconds), phase: 0), nil)
        case .days(let zone):
            let days = CivilDays(zone: zone)
            return (.days(.passUnretained(days)), days)
        case .session, .count, .state:
            preconditionFailure("a run of readings lies on no grid")
        }
    }
}

extension Comparable {
    /// The nearest value within a range.
    fileprivate func clamped(to range: ClosedRange<Self>) -> Self {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
