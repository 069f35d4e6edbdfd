import BelfryModel

/// The body of a Prometheus remote write: <https://prometheus.io/docs/concepts/remote_write_spec/>.
enum RemoteWriteRequest {
    /// A time series with one sample for each reading, named `reading` and labelled `sensor`.
    static func body(_ readings: [Reading]) -> [UInt8] {
        var request = ProtobufWriter()
        for reading in readings {
            var sample = ProtobufWriter()
            sample.double(1, reading.value)
            sample.varint(2, UInt64(bitPattern: reading.eventTime.milliseconds))
            var series = ProtobufWriter()
            series.field(1, label("__name__", "reading"))
            series.field(1, label("sensor", "s\(reading.series.index)"))
            series.field(2, sample.bytes)
            request.field(1, series.bytes)
        }
        return snappy(request.bytes)
    }

    private static func label(_ name: String, _ value: String) -> [UInt8] {
        var label = ProtobufWriter()
        label.field(1, name.utf8)
        label.field(2, value.utf8)
        return label.bytes
    }

    /// Snappy's block format with literals alone, which every reader of it takes: the loopback needs no compression.
    private static func snappy(_ content: [UInt8]) -> [UInt8] {
        var block = ProtobufWriter()
        block.append(UInt64(content.count))
        for start in stride(from: 0, to: content.count, by: 65_536) {
            let literal = content[start..<min(start + 65_536, content.count)]
            let last = literal.count - 1
            // A tag that says that two bytes of length, less one, follow.
            block.append(contentsOf: [61 << 2, UInt8(last & 0xFF), UInt8(last >> 8)])
            block.append(contentsOf: literal)
        }
        return block.bytes
    }
}
