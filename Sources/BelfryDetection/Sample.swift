import BelfryModel

/// What a detector looks at: one reading, or one aggregate of one closed window.
struct Sample: BitwiseCopyable {
    var value: Double
    /// Event time of the reading, or start of the window.
    var start: Timestamp
    /// Event time of the reading, or end of the window.
    var end: Timestamp
    /// When it became known.
    var arrival: Timestamp

    @inline(__always)
    init(_ reading: UnsafePointer<Reading>) {
        self.value = reading.pointee.value
        self.start = reading.pointee.eventTime
        self.end = reading.pointee.eventTime
        self.arrival = reading.pointee.arrivalTime
    }

    init(_ window: ClosedWindow, value: Double, arrival: Timestamp) {
        self.value = value
        self.start = window.start
        self.end = window.end
        self.arrival = arrival
    }
}
