extension WindowSet {
    /// The alignment that both blocks need.
    ///
    /// A cache line, so that each front takes one.
    public static let alignment = 64

    /// The bytes of the block that every reading touches.
    public static func hotByteCount(lengths: Int) -> Int {
        lengths * MemoryLayout<Span>.stride
    }

    /// The bytes of the other block; it grows with the lateness.
    public static func coldByteCount(
        for definitions: [WindowDefinition],
        allowedLatenessNanoseconds lateness: Int64
    ) -> Int {
        let slots = definitions.reduce(0) { $0 + slotCount(for: $1, lateness: lateness) }
        return paneOffset(lengths: definitions.count) + slots * MemoryLayout<Pane>.stride
    }

    /// Lays empty windows out over the head and the two blocks, of ``hotByteCount(lengths:)`` and
    /// ``coldByteCount(for:allowedLatenessNanoseconds:)``.
    ///
    /// Plain bits: nothing has to be deinitialised before the memory is freed.
    ///
    /// - Precondition: there are as many definitions as the head has lengths.
    public func lay(_ definitions: [WindowDefinition], allowedLatenessNanoseconds lateness: Int64) {
        precondition(definitions.count == lengths.count, "a head for other windows")
        UnsafeMutableRawPointer(tracks).bindMemory(to: Track.self, capacity: definitions.count)
        UnsafeMutableRawPointer(fronts).bindMemory(to: Span.self, capacity: definitions.count)
        fronts.initialize(repeating: .closed, count: definitions.count)
        var panes = UnsafeMutableRawPointer(tracks) + Self.paneOffset(lengths: definitions.count)
        for (index, definition) in definitions.enumerated() {
            let slots = Self.slotCount(for: definition, lateness: lateness)
            let own = panes.bindMemory(to: Pane.self, capacity: slots)
            own.initialize(repeating: .closed, count: slots)
            let kept = WindowLimits.kept(definition, lateness: lateness)
            (tracks + index).initialize(
                to: Track(
                    length: kept.length,
                    lateness: kept.lateness,
                    panes: own,
                    slots: Int64(slots)
                )
            )
            panes = UnsafeMutableRawPointer(own + slots)
        }
        findLimits()
    }

    /// Takes over the open spans of another set's windows of the same lengths: after a reload nothing is forgotten.
    ///
    /// - Precondition: both sets were laid out with the same lateness.
    public func adopt(from other: WindowSet) {
        for index in lengths {
            for otherIndex in other.lengths where other.tracks[otherIndex].length == tracks[index].length {
                precondition(tracks[index].slots == other.tracks[otherIndex].slots, "windows of different lateness")
                tracks[index].panes.update(from: other.tracks[otherIndex].panes, count: Int(tracks[index].slots))
                tracks[index].older = other.tracks[otherIndex].older
                tracks[index].oldestEnd = other.tracks[otherIndex].oldestEnd
                tracks[index].closedThrough = other.tracks[otherIndex].closedThrough
                tracks[index].frontEdges = other.tracks[otherIndex].frontEdges
                fronts[index] = other.fronts[otherIndex]
            }
        }
        findLimits()
    }

    private static func paneOffset(lengths: Int) -> Int {
        (lengths * MemoryLayout<Track>.stride + alignment - 1) & ~(alignment - 1)
    }

    private static func slotCount(for definition: WindowDefinition, lateness: Int64) -> Int {
        let kept = WindowLimits.kept(definition, lateness: lateness)
        return Int(WindowLimits.panes(length: kept.length, lateness: kept.lateness))
    }
}
