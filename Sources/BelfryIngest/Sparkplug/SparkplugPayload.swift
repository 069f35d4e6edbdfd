// `org.eclipse.tahu.protobuf.Payload`: all of it is read before any of it is believed, since time and sequence number
// may stand behind the metrics, and a fault in the last byte must not leave half a birth certificate behind.

/// One payload; kept from message to message, so that the steady state allocates nothing.
struct SparkplugPayload {
    /// Metrics of the payload that was read last; they point into it.
    private(set) var metrics: [SparkplugMetric] = []
    private(set) var milliseconds: UInt64?
    /// nil where the payload names none.
    private(set) var sequence: UInt64?

    init() {
        metrics.reserveCapacity(64)
    }

    /// Reads a payload; what was read before is gone, whether this one can be read or not.
    mutating func read(_ bytes: UnsafeRawBufferPointer) throws(ProtobufFault) {
        forget()
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() {
            switch field.number {
            case 1: milliseconds = try field.varint()
            case 2: metrics.append(try SparkplugMetric(try field.bytes()))
            case 3: sequence = try field.varint()
            default: break
            }
        }
    }

    mutating func forget() {
        metrics.removeAll(keepingCapacity: true)
        milliseconds = nil
        sequence = nil
    }

    /// The number that ties a node's death to its birth; nil where the payload has none.
    var birthDeathSequence: UInt64? {
        for metric in metrics where RawBytes.areEqual(metric.name, "bdSeq") {
            switch metric.value {
            case .int(let number): return UInt64(number)
            case .long(let number): return number
            case .absent, .float, .double, .boolean, .other, .template: return nil
            }
        }
        return nil
    }
}
