// Who measured, and what:
//
//   air,station=a-7,district=north no2=31.5     a tag that names sensors: a-7, no2
//   no2,station=a-7 value=31.5                  the field "value": a-7, and the measurement is the quantity
//   air,district=north no2=31.5                 no such tag: the topic's sensor, else air/north, tags by key

/// Takes the names of line protocol apart.
enum LineProtocolName {
    /// What the values of a field measure.
    ///
    /// - Parameters:
    ///   - series: measurement and tags as written, known to be well formed.
    ///   - field: the field's key as written.
    static func measurand(series: String, field: String, topicNamesSensor: Bool) -> Measurand {
        let (measurement, tags) = parts(of: series)
        let quantity = unescaped(field, .key)
        var measurand = Measurand(quantity: quantity == "value" ? measurement : quantity)
        if let tag = tags.filter({ SensorKey($0.key) != nil }).min(by: { rank($0.key) < rank($1.key) }) {
            measurand.sensor = tag.value
        } else if !topicNamesSensor {
            // The order of tags means nothing in line protocol, so it must not tell sensors apart.
            let values = tags.sorted { $0.key < $1.key }.map(\.value)
            measurand.sensor = ([measurement] + values).joined(separator: "/")
        }
        return measurand
    }

    private static func rank(_ key: String) -> Int {
        SensorKey(key)?.rawValue ?? .max
    }

    private static func parts(of series: String) -> (measurement: String, tags: [(key: String, value: String)]) {
        Array(series.utf8).withUnsafeBufferPointer { bytes in
            var cursor = LineProtocolCursor(bytes)
            var tags: [(key: String, value: String)] = []
            do throws(LineProtocolFault) {
                let measurement = text(try cursor.takeName(.measurement), .measurement)
                while cursor.take(UInt8(ascii: ",")) {
                    let key = text(try cursor.takeName(.key), .key)
                    guard cursor.take(UInt8(ascii: "=")) else { break }
                    tags.append((key, text(try cursor.takeName(.key), .key)))
                }
                return (measurement, tags)
            } catch {
                return (series, tags)
            }
        }
    }

    private static func unescaped(_ name: String, _ kind: LineProtocolCursor.NameKind) -> String {
        Array(name.utf8).withUnsafeBufferPointer { text($0, kind) }
    }

    private static func text(_ name: UnsafeBufferPointer<UInt8>, _ kind: LineProtocolCursor.NameKind) -> String {
        var bytes: [UInt8] = []
        for (index, byte) in name.enumerated() {
            let isEscape =
                byte == UInt8(ascii: "\\") && index + 1 < name.count
                && LineProtocolCursor.isEscaped(name[index + 1], kind)
            if !isEscape { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
