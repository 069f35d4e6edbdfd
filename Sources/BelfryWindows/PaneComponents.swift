/// What a pane keeps besides count, sums and extremes, because somebody asks for it.
///
/// All panes of a series have the same: a longer window is composed from them.
public struct PaneComponents: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The first and the last value by event time.
    public static var edges: PaneComponents { PaneComponents(rawValue: 1 << 0) }
}

/// Where the components of a pane lie, in bytes behind its span.
struct PaneShape: BitwiseCopyable, Equatable {
    let components: PaneComponents
    let edges: Int
    /// Bytes of all components.
    let componentBytes: Int

    /// Bytes of a pane: its span and its components.
    var stride: Int { MemoryLayout<Span>.stride + componentBytes }

    init(_ components: PaneComponents) {
        var next = 0
        func place(_ component: PaneComponents, bytes: Int) -> Int {
            defer { if components.contains(component) { next += bytes } }
            return next
        }
        self.components = components
        self.edges = place(.edges, bytes: MemoryLayout<SpanEdges>.stride)
        self.componentBytes = next
    }
}
