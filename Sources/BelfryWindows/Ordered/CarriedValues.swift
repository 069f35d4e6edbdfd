/// What held when each of the last spans of a window ended: what the next ones begin with.
///
/// ```
///   sliding, 3 spans long      │ 7 │ 8 │ 9 │ 10 │        the window of 8, 9 and 10 begins with what held at the end of 7:
///   ring of 3                  └─ [7] [8] [9] ──┘        the place that 10 is about to take
/// ```
struct CarriedValues: BitwiseCopyable {
    let newestPosition: UnsafeMutablePointer<Int64>
    let values: UnsafeMutablePointer<HeldValue>
    /// Spans of the grid in the window; 1 but for a sliding one.
    let length: Int

    static func byteCount(length: Int) -> Int {
        MemoryLayout<Int64>.stride + length * MemoryLayout<HeldValue>.stride
    }

    init(memory: UnsafeMutableRawPointer, length: Int) {
        newestPosition = memory.assumingMemoryBound(to: Int64.self)
        values = (memory + MemoryLayout<Int64>.stride).assumingMemoryBound(to: HeldValue.self)
        self.length = length
    }

    /// Makes it hold nothing.
    func lay() {
        newestPosition.initialize(to: .min)
        values.initialize(repeating: .none, count: length)
    }

    /// Notes what holds as the span at a position ends.
    ///
    /// Between positions that are left out no reading came.
    ///
    /// - Returns: what held when the window that ends now began.
    func carry(_ held: HeldValue, at position: Int64) -> HeldValue? {
        let newest = newestPosition.pointee
        if newest != .min {
            let last = values[slot(newest)]
            for missed in max(newest + 1, position - Int64(length))..<max(newest + 1, position) {
                values[slot(missed)] = last
            }
        }
        let carried = values[slot(position)]
        values[slot(position)] = held
        newestPosition.pointee = position
        return carried.isNone ? nil : carried
    }

    private func slot(_ position: Int64) -> Int {
        let rest = Int(position % Int64(length))
        return rest < 0 ? rest + length : rest
    }
}
