// Windows that begin and end with readings, fed in the order of event time:
//
//   session, gap g     │ ││ │◄─ g ─┤      │   │◄─ g ─┤        ends a gap after its last reading
//   count of 3         │ │ ▌ │ │ ▌                            ends with the third
//   state              4 4 4│5│4 4│                           ends with the first reading of another value
//   state in a band         ├─ above 50 ─┤                    what lies outside the band is in no window

import BelfryModel

/// What all series share of one such window.
struct RunLevel: BitwiseCopyable {
    enum Kind: BitwiseCopyable {
        case session(gapNanoseconds: Int64)
        case count(UInt32)
        /// A run of equal values.
        case value
        case band(ValueBand)
    }

    let kind: Kind
    /// A window that is longer is told, and the next reading begins another.
    let maximumNanoseconds: Int64
    /// Its place among the definitions.
    let definition: Int
    let components: PaneComponents
    /// Where it lies in the ordered block.
    let offset: Int

    /// Whether both keep the same spans.
    func isSameWindow(as other: RunLevel) -> Bool {
        guard maximumNanoseconds == other.maximumNanoseconds else { return false }
        return switch (kind, other.kind) {
        case (.session(let gap), .session(let otherGap)): gap == otherGap
        case (.count(let count), .count(let otherCount)): count == otherCount
        case (.value, .value): true
        case (.band(let band), .band(let otherBand)): band == otherBand
        default: false
        }
    }

    /// Whether only a reading ends it, so that what waits has to be looked at as soon as it is in order.
    var endsWithReadings: Bool {
        if case .session = kind { return false }
        return true
    }
}

/// Where a run stands; its pane lies behind it.
struct RunState: BitwiseCopyable {
    var startTime: Int64 = 0
    var newestTime: Int64 = 0
    /// Of a run of equal values.
    var value = 0.0
    private let padding = 0.0
}

/// The window of one series.
struct RunWindow: BitwiseCopyable {
    let state: UnsafeMutablePointer<RunState>
    let pane: Pane
    let level: RunLevel

    var isOpen: Bool { pane.span.pointee.count > 0 }

    /// When it ends, should no reading come; the largest number: not before one does.
    var due: Int64 {
        guard isOpen else { return .max }
        let longest = state.pointee.startTime.addingReportingOverflow(level.maximumNanoseconds)
        let end = longest.overflow ? .max : longest.partialValue
        guard case .session(let gap) = level.kind else { return end }
        let quiet = state.pointee.newestTime.addingReportingOverflow(gap)
        return quiet.overflow ? end : min(end, quiet.partialValue)
    }

    /// Whether a reading belongs to what comes after what is open.
    func isEnded(by value: Double) -> Bool {
        guard isOpen else { return false }
        return switch level.kind {
        case .session, .count: false
        case .value: value != state.pointee.value
        case .band(let band): !band.contains(value)
        }
    }

    /// Takes a reading in that does not end it.
    ///
    /// - Returns: whether the window ends with it.
    func add(_ reading: HeldValue) -> Bool {
        if !isOpen {
            if case .band(let band) = level.kind, !band.contains(reading.value) { return false }
            state.pointee.startTime = reading.time
            state.pointee.value = reading.value
        }
        state.pointee.newestTime = reading.time
        pane.add(reading.value, sums: PowerSums(of: reading.value), time: reading.time)
        if case .count(let count) = level.kind { return pane.span.pointee.count >= count }
        return false
    }

    func lay() {
        state.initialize(to: RunState())
        pane.clear(end: .min)
    }
}
