extension WindowSet {
    /// The alignment that the memory needs.
    public static let alignment = 16

    /// The bytes that windows of these lengths take with this lateness.
    public static func byteCount(for definitions: [WindowDefinition], allowedLatenessNanoseconds lateness: Int64) -> Int
    {
        let slots = definitions.reduce(0) { $0 + slotCount(for: $1, lateness: lateness) }
        return MemoryLayout<Head>.stride + definitions.count * MemoryLayout<Track>.stride
            + slots * MemoryLayout<Pane>.stride
    }

    /// Lays empty windows out at `memory`, which has ``byteCount(for:allowedLatenessNanoseconds:)`` bytes.
    ///
    /// Plain bits: nothing has to be deinitialised before the memory is freed.
    public init(
        at memory: UnsafeMutableRawPointer,
        definitions: [WindowDefinition],
        allowedLatenessNanoseconds lateness: Int64
    ) {
        head = memory.bindMemory(to: Head.self, capacity: 1)
        head.initialize(to: Head(trackCount: definitions.count, nextDue: .max))
        let tracks = UnsafeMutableRawPointer(head + 1).bindMemory(to: Track.self, capacity: definitions.count)
        var panes = UnsafeMutableRawPointer(tracks + definitions.count)
        for (index, definition) in definitions.enumerated() {
            let slots = Self.slotCount(for: definition, lateness: lateness)
            let own = panes.bindMemory(to: Pane.self, capacity: slots)
            own.initialize(repeating: .empty, count: slots)
            let kept = WindowLimits.kept(definition, lateness: lateness)
            (tracks + index).initialize(
                to: Track(length: kept.length, lateness: kept.lateness, panes: own, slots: slots)
            )
            panes = UnsafeMutableRawPointer(own + slots)
        }
    }

    /// Takes over the open spans of another set's windows of the same lengths: after a reload nothing is forgotten.
    ///
    /// - Precondition: both sets were laid out with the same lateness.
    public func adopt(from other: WindowSet) {
        for index in 0..<count {
            for otherIndex in 0..<other.count where other.tracks[otherIndex].length == tracks[index].length {
                tracks[index].adopt(other.tracks[otherIndex])
            }
        }
        findNextDue()
    }

    private static func slotCount(for definition: WindowDefinition, lateness: Int64) -> Int {
        let kept = WindowLimits.kept(definition, lateness: lateness)
        return Int(WindowLimits.panes(length: kept.length, lateness: kept.lateness))
    }
}

extension WindowSet.Track {
    init(length: Int64, lateness: Int64, panes: UnsafeMutablePointer<Pane>, slots: Int) {
        self.length = length
        self.lateness = lateness
        self.panes = panes
        self.slots = Int64(slots)
        self.currentStart = .max
        self.currentEnd = .min
        self.current = panes
        self.oldestStart = .max
        self.closedThrough = .min
    }
}

extension WindowSet.Track {
    fileprivate mutating func adopt(_ other: WindowSet.Track) {
        precondition(slots == other.slots, "windows of one length and different lateness")
        panes.update(from: other.panes, count: Int(slots))
        currentStart = other.currentStart
        currentEnd = other.currentEnd
        current = panes + (other.current - other.panes)
        oldestStart = other.oldestStart
        closedThrough = other.closedThrough
    }
}
