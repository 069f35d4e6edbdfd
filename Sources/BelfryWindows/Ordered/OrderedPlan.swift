/// The plan of the ordered windows of a series, see ``OrderedWindows``; plain memory.
struct OrderedPlan: BitwiseCopyable {
    /// How long a reading waits for older ones, on the series' clock.
    let latenessNanoseconds: Int64
    /// Of the windows that lie on a grid.
    let windows: UnsafePointer<WindowPlan>
    /// What is carried into each of them.
    let carries: UnsafeBufferPointer<CarryLevel>
    /// Of those that begin and end with readings.
    let runs: UnsafeBufferPointer<RunLevel>
    let runShape: UnsafePointer<PaneShape>
    /// Readings that may wait; 0 without lateness.
    let waitingCapacity: Int
    /// Where the parts lie in the block.
    let waitingOffset: Int
    let frontOffset: Int
    let frontComponentsOffset: Int
    let coldOffset: Int
    let byteCount: Int
}

/// What all series share of the values that are carried into one window on a grid.
struct CarryLevel: BitwiseCopyable {
    let definition: Int
    /// Spans of its grid in the window, and how long they are.
    let slices: Int
    let everyNanoseconds: Int64
    let components: PaneComponents
    let offset: Int
}
