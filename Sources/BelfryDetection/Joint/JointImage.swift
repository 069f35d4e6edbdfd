/// Writes arrays of plain values down behind one another, and reads them again.
///
/// ```
///   ├ count: 8 ┤ value │ value │ … ├ count: 8 ┤ value │ …
/// ```
struct JointImage {
    /// Changes with how the states of joint detectors lie in memory.
    static let memoryFormat = [
        MemoryLayout<LoneDetector.State>.stride, MemoryLayout<StationState>.stride, MemoryLayout<SectionState>.stride,
        MemoryLayout<UsualSpeed>.stride, MemoryLayout<FireWatch>.stride, Disagreement.memberBytes,
        MemoryLayout<SectionAlarm>.stride, MemoryLayout<California7>.stride, MemoryLayout<California8>.stride,
        MemoryLayout<McMaster>.stride, MemoryLayout<LowVolumeIncident>.stride, MemoryLayout<LoopState>.stride,
        MemoryLayout<OccupancyWithoutFlow>.stride,
    ].reduce(0) { $0 &* 1_000_003 &+ $1 }

    private(set) var bytes: [UInt8] = []
    private var offset = 0

    init() {}

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func write<Value: BitwiseCopyable>(_ values: [Value]) {
        withUnsafeBytes(of: Int64(values.count)) { bytes += $0 }
        values.withUnsafeBytes { bytes += $0 }
    }

    /// - Precondition: the bytes come from this build of Belfry.
    /// - Returns: nil where the bytes end before.
    mutating func read<Value: BitwiseCopyable>(_: Value.Type) -> [Value]? {
        let stride = MemoryLayout<Value>.stride
        let start = offset + MemoryLayout<Int64>.size
        guard start <= bytes.count else { return nil }
        let count = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Int64.self) }
        guard count >= 0, count <= (bytes.count - start) / stride else { return nil }
        offset = start + Int(count) * stride
        return bytes.withUnsafeBytes { raw in
            (0..<Int(count)).map { raw.loadUnaligned(fromByteOffset: start + $0 * stride, as: Value.self) }
        }
    }
}
