import BelfryModel

/// A node or a device whose birth certificate has come.
struct SparkplugStation {
    /// `group/node` or `group/node/device`.
    let name: [UInt8]
    let source: Int
    let hash: UInt64
    /// Of a node its own birth's number; of a device that of its node's birth, without which it is not alive.
    var birthNumber: UInt64
    var birth: SparkplugBirth
    /// False from its death until its next birth: all its metrics are stale.
    var isAlive = true
    var lastHeard: Timestamp
    /// Of a node.
    var sequence: SparkplugSequence
    /// Of a node: ties its death to its birth; nil where the birth had none.
    var birthDeathSequence: UInt64?
    /// Of a node: whether no message was lost since its birth.
    var isComplete = true
    /// Whether the bypass has brought a birth that announces something else, and the session has not yet.
    var isSupersededOnBypass = false

    /// Memory that it takes.
    var byteCount: Int { MemoryLayout<SparkplugStation>.stride + name.count + birth.byteCount }

    /// Whether it is a station, by the two parts of its name.
    func isNamed(_ group: UnsafeBufferPointer<UInt8>, _ station: UnsafeBufferPointer<UInt8>, of source: Int) -> Bool {
        guard self.source == source, name.count == group.count + 1 + station.count else { return false }
        return name.withUnsafeBufferPointer { name in
            RawBytes.areEqual(UnsafeBufferPointer(rebasing: name[..<group.count]), group)
                && RawBytes.areEqual(UnsafeBufferPointer(rebasing: name[(group.count + 1)...]), station)
        }
    }
}
