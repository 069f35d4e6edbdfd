import BelfryModel

/// Sparkplug's payloads: a birth certificate of five metrics, and data that refer to it by alias.
enum SparkplugWriter {
    private static let metrics = [
        ("Air/NO2", "ug/m3"), ("Air/O3", "ug/m3"), ("Weather/Temperature", "Cel"), ("Weather/Humidity", "%"),
        ("Weather/Wind Speed", "m/s"),
    ]
    private static let float: UInt64 = 9

    /// A node's birth certificate, with the sequence number 0.
    static var birth: [UInt8] {
        var payload = ProtobufWriter()
        for (alias, (name, unit)) in metrics.enumerated() {
            var property = ProtobufWriter()
            property.field(8, Array(unit.utf8))
            var properties = ProtobufWriter()
            properties.field(1, Array("engUnit".utf8))
            properties.field(2, property.bytes)
            var metric = ProtobufWriter()
            metric.field(1, Array(name.utf8))
            metric.varint(2, UInt64(alias))
            metric.varint(4, float)
            metric.field(9, properties.bytes)
            payload.field(2, metric.bytes)
        }
        payload.varint(3, 0)
        return payload.bytes
    }

    /// The data of a second; its sequence number is the second's since the birth at `DecodeBenchmarkStream.start`.
    static func data(second: Int, value: Double) -> [UInt8] {
        var payload = ProtobufWriter()
        let milliseconds = UInt64(second) * 1_000
        payload.varint(1, milliseconds)
        for alias in metrics.indices {
            var metric = ProtobufWriter()
            metric.varint(2, UInt64(alias))
            metric.varint(3, milliseconds)
            metric.float(12, Float(value) + Float(alias))
            payload.field(2, metric.bytes)
        }
        payload.varint(3, UInt64(second + 1 - Int(DecodeBenchmarkStream.start.seconds)) & 0xFF)
        return payload.bytes
    }
}
