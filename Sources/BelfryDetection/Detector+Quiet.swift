public import BelfryModel

extension Detector {
    /// Takes a reading in where that changes nothing but the clock: a threshold is quiet, and the value within its limits.
    ///
    /// That is what nearly every reading does to nearly every rule, so it happens in line, over one cache line of the
    /// detector, and leaves ``deadline`` at never.
    ///
    /// - Returns: false where there is more to it, and then nothing has happened: the reading is to be observed.
    @inlinable
    @inline(__always)
    public mutating func staysQuiet(_ reading: UnsafePointer<Reading>) -> Bool {
        guard state.kind == .threshold, reading.pointee.isComparable, !reading.pointee.flags.contains(.retained) else {
            return false
        }
        return state.withThreshold { threshold in
            threshold.staysQuiet(
                reading.pointee.value,
                eventTime: reading.pointee.eventTime,
                arrival: reading.pointee.arrivalTime
            )
        }
    }
}
