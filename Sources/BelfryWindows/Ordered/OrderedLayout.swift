import BelfryModel

/// Owns the plan of ordered windows; a ``WindowLayout`` has one where any window needs it.
final class OrderedLayout: @unchecked Sendable {
    // Sendable: the memory is written here and never again.

    /// A window with its place among all of the series.
    typealias Member = (number: Int, definition: WindowDefinition)

    /// Valid as long as the layout.
    let plan: UnsafePointer<OrderedPlan>
    private let windows: WindowLayout

    init(_ members: [Member], allowedLatenessNanoseconds: Int64, terms: OrderedTerms) {
        let lateness = members.reduce(max(0, allowedLatenessNanoseconds)) { max($0, $1.definition.latenessNanoseconds) }
        let onGrid = members.filter { !$0.definition.isRun }
        let runs = members.filter(\.definition.isRun)
        // In order nothing comes late any more.
        windows = WindowLayout(onGrid: onGrid, allowedLatenessNanoseconds: 0, terms: terms)
        let runShape = PaneShape(
            runs.reduce(into: PaneComponents()) { $0.formUnion($1.definition.components) },
            terms: terms
        )
        var next = MemoryLayout<OrderedHead>.stride
        func place(bytes: Int) -> Int {
            let offset = next
            next = (next + bytes + WindowSet.alignment - 1) & ~(WindowSet.alignment - 1)
            return offset
        }
        next = place(bytes: 0)
        let capacity = lateness > 0 ? WindowLimits.waitingReadings : 0
        let waiting = place(bytes: capacity * MemoryLayout<HeldValue>.stride)
        let front = place(bytes: MemoryLayout<WindowFront>.stride)
        let frontComponents = place(bytes: windows.plan.pointee.frontComponentBytes)
        let cold = place(bytes: windows.plan.pointee.coldBytes)
        let carryLevels = onGrid.map { member in
            let slices = max(1, member.definition.slices)
            return CarryLevel(
                definition: member.number,
                slices: slices,
                everyNanoseconds: member.definition.grid.grid.length,
                components: member.definition.components,
                offset: place(bytes: CarriedValues.byteCount(length: slices))
            )
        }
        let runLevels = runs.map { member in
            RunLevel(
                kind: RunLevel.Kind(member.definition.shape),
                maximumNanoseconds: member.definition.lengthNanoseconds > 0
                    ? member.definition.lengthNanoseconds : .max,
                definition: member.number,
                components: member.definition.components,
                offset: place(bytes: MemoryLayout<RunState>.stride + runShape.stride)
            )
        }
        let shape = UnsafeMutablePointer<PaneShape>.allocate(capacity: 1)
        shape.initialize(to: runShape)
        let plan = UnsafeMutablePointer<OrderedPlan>.allocate(capacity: 1)
        plan.initialize(
            to: OrderedPlan(
                latenessNanoseconds: lateness,
                windows: windows.plan,
                carries: UnsafeBufferPointer(.allocate(copying: carryLevels)),
                runs: UnsafeBufferPointer(.allocate(copying: runLevels)),
                runShape: UnsafePointer(shape),
                waitingCapacity: capacity,
                waitingOffset: waiting,
                frontOffset: front,
                frontComponentsOffset: frontComponents,
                coldOffset: cold,
                byteCount: next
            )
        )
        self.plan = UnsafePointer(plan)
    }

    deinit {
        plan.pointee.carries.deallocate()
        plan.pointee.runs.deallocate()
        plan.pointee.runShape.deallocate()
        plan.deallocate()
    }
}

extension RunLevel.Kind {
    fileprivate init(_ shape: WindowDefinition.Shape) {
        switch shape {
        case .session(let gap, _): self = .session(gapNanoseconds: gap)
        case .count(let count): self = .count(UInt32(clamping: count))
        case .state(let band?, _): self = .band(band)
        case .state(nil, _): self = .value
        case .tumbling, .sliding, .days: preconditionFailure("a window on a grid is no run")
        }
    }
}

extension UnsafeMutableBufferPointer where Element: BitwiseCopyable {
    /// New memory with these elements.
    static func allocate(copying elements: [Element]) -> Self {
        let memory = Self.allocate(capacity: elements.count)
        _ = memory.initialize(from: elements)
        return memory
    }
}
