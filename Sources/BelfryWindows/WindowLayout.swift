// What all series with the same windows have in common, worked out once: which window is composed from which, and where
// everything lies in a series' memory.
//
// Readings enter one pane, whose length divides all windows' (the greatest common divisor). When it ends, it is merged into
// the windows that are composed from it, and so on upwards: a reading costs the same however many windows there are, and a
// window costs a merge per span of its source. After Li et al., "No Pane, No Gain" (SIGMOD Record, 2005) and Traub et al.,
// "Efficient Window Aggregation with General Stream Slicing" (EDBT, 2019).
//
//   10 s, 1 min, 15 min, 1 h:   readings ─► 10 s ─► 1 min ─► 15 min ─► 1 h
//   2 min, 3 min:               readings ─► (1 min) ─┬─► 2 min
//                                                    └─► 3 min

import BelfryModel

/// The plan of the windows of a series: plain memory, so that a shard reads it without counting references.
public struct WindowPlan: BitwiseCopyable, @unchecked Sendable {
    // Sendable: written by its layout and never again.

    /// In the order of their length; the first is the pane.
    let levels: UnsafeBufferPointer<WindowLevel>
    let shape: UnsafePointer<PaneShape>
    /// Of windows that depend on the order of readings; nil: there are none.
    let ordered: UnsafePointer<OrderedPlan>?
    /// Where these lie in the cold block.
    let orderedOffset: Int
    /// Bytes of the components of the front.
    public let frontComponentBytes: Int
    /// Bytes of everything but head and front.
    public let coldBytes: Int
}

/// Owns a plan; series with the same windows share one.
public final class WindowLayout: @unchecked Sendable {
    // Sendable: the memory is written here and never again.

    /// Valid as long as the layout.
    public let plan: UnsafePointer<WindowPlan>
    /// What grids of days refer to.
    private let days: [CivilDays]
    private let ordered: OrderedLayout?

    /// A plan for windows of one series.
    ///
    /// - Parameter terms: what all windows agree on that depend on the order of readings.
    public convenience init(
        _ definitions: [WindowDefinition],
        allowedLatenessNanoseconds: Int64,
        terms: OrderedTerms = OrderedTerms()
    ) {
        let members = definitions.prefix(Self.mostWindows).enumerated().map {
            (number: $0.offset, definition: $0.element)
        }
        let ordered = members.filter(\.definition.isOrdered)
        self.init(
            onGrid: members.filter { !$0.definition.isOrdered },
            allowedLatenessNanoseconds: allowedLatenessNanoseconds,
            terms: terms,
            ordered: ordered.isEmpty
                ? nil : OrderedLayout(ordered, allowedLatenessNanoseconds: allowedLatenessNanoseconds, terms: terms)
        )
    }

    /// A plan for windows on a grid, each with its place among all of the series.
    init(
        onGrid members: [OrderedLayout.Member],
        allowedLatenessNanoseconds: Int64,
        terms: OrderedTerms,
        ordered: OrderedLayout? = nil
    ) {
        let definitions = members.map(\.definition)
        let components = definitions.reduce(into: PaneComponents()) { $0.formUnion($1.components) }
        let shape = PaneShape(components, terms: terms)
        var next = 0
        var levels: [WindowLevel] = []
        let grids = definitions.map(\.grid)
        for draft in Self.drafts(definitions, grids.map(\.grid), allowedLatenessNanoseconds) {
            let isPane = levels.isEmpty
            let ended = Self.endedSpans(draft, isPane: isPane)
            let present = isPane ? 0 : shape.stride
            let slices = draft.definition >= 0 ? definitions[draft.definition].slices : 0
            let behind = WindowLimits.revisableSpans(length: draft.grid.length, lateness: draft.lateness)
            levels.append(
                WindowLevel(
                    grid: draft.grid,
                    latenessNanoseconds: draft.lateness,
                    source: levels.lastIndex { draft.grid.isComposed(from: $0.grid) } ?? 0,
                    definition: draft.definition >= 0 ? members[draft.definition].number : -1,
                    components: draft.definition >= 0 ? definitions[draft.definition].components : [],
                    presentOffset: next,
                    endedOffset: next + present,
                    endedCount: slices > 0 ? 0 : ended,
                    slices: slices,
                    slicesBehind: Int(behind)
                )
            )
            next += present
            next +=
                slices > 0
                ? shape.stride + SlidingQueue.byteCount(length: slices, behind: Int(behind), shape: shape)
                : ended * shape.stride
        }
        let orderedOffset = (next + WindowSet.alignment - 1) & ~(WindowSet.alignment - 1)
        let sharedShape = UnsafeMutablePointer<PaneShape>.allocate(capacity: 1)
        sharedShape.initialize(to: shape)
        let plan = UnsafeMutablePointer<WindowPlan>.allocate(capacity: 1)
        plan.initialize(
            to: WindowPlan(
                levels: UnsafeBufferPointer(.allocate(copying: levels)),
                shape: UnsafePointer(sharedShape),
                ordered: ordered?.plan,
                orderedOffset: orderedOffset,
                frontComponentBytes: shape.componentBytes,
                coldBytes: ordered.map { orderedOffset + $0.plan.pointee.byteCount } ?? next
            )
        )
        self.plan = UnsafePointer(plan)
        self.ordered = ordered
        self.days = grids.compactMap(\.owner)
    }

    deinit {
        plan.pointee.levels.deallocate()
        plan.pointee.shape.deallocate()
        plan.deallocate()
    }

    private struct Draft {
        var grid: SpanGrid
        var lateness: Int64
        var definition: Int
    }

    /// The windows by length, behind a pane that divides them all.
    private static func drafts(
        _ definitions: [WindowDefinition],
        _ grids: [SpanGrid],
        _ allowedLateness: Int64
    ) -> [Draft] {
        var drafts = zip(definitions, grids).enumerated().map { index, window in
            let lateness = max(0, window.0.latenessNanoseconds, allowedLateness)
            let most = WindowLimits.revisableSpans.multipliedReportingOverflow(by: window.1.length)
            return Draft(
                grid: window.1,
                lateness: most.overflow ? lateness : min(lateness, most.partialValue),
                definition: index
            )
        }
        // Of one length the sliding ones come last.
        drafts.sort {
            ($0.grid.length, definitions[$0.definition].slices, $0.definition)
                < ($1.grid.length, definitions[$1.definition].slices, $1.definition)
        }
        let pane = paneNanoseconds(of: grids)
        let grid = SpanGrid.fixed(length: pane, phase: 0)
        // A sliding window is no pane, since what it tells is more than its newest span.
        let isPaneThere = drafts.first.map { $0.grid == grid && definitions[$0.definition].slices == 0 } ?? true
        if pane > 0, !isPaneThere {
            drafts.insert(Draft(grid: grid, lateness: 0, definition: -1), at: 0)
        }
        return drafts
    }

    /// Windows of one series; further ones are not kept.
    public static let mostWindows = WindowLimits.levels - 1

    /// Whether windows can be composed from panes that are not far shorter than the shortest of them.
    ///
    /// Windows of 60 s and 59.999 s would share panes of a millisecond, a thousand a second.
    public static func sharePanes(_ definitions: [WindowDefinition]) -> Bool {
        // What depends on the order of readings has panes of its own.
        let onGrid = definitions.filter { !$0.isRun }
        return [onGrid.filter { !$0.isOrdered }, onGrid.filter(\.isOrdered)].allSatisfy(shareOnePane)
    }

    private static func shareOnePane(_ definitions: [WindowDefinition]) -> Bool {
        let grids = definitions.map(\.grid)
        guard let shortest = grids.map(\.grid.length).min() else { return true }
        return shortest / paneNanoseconds(of: grids.map(\.grid)) <= WindowLimits.panesPerWindow
    }

    /// The length that all windows are composed from: the greatest common divisor of where they begin and end.
    private static func paneNanoseconds(of grids: [SpanGrid]) -> Int64 {
        grids.reduce(0) { Nanoseconds.greatestCommonDivisor($0, $1.step) }
    }

    /// Ended spans that have to be kept.
    ///
    /// The present pane keeps its values until newer ones come, so of panes one less is needed.
    private static func endedSpans(_ draft: Draft, isPane: Bool) -> Int {
        guard draft.definition >= 0 else { return 0 }
        let spans = WindowLimits.revisableSpans(length: draft.grid.length, lateness: draft.lateness)
        return Int(spans == 0 || isPane ? spans : spans + 1)
    }
}
