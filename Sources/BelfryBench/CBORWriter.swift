/// Writes SenML packs in CBOR.
struct CBORWriter {
    private(set) var bytes: [UInt8] = []

    /// A pack of four records with one time: `[{-2: "urn:…:", -3: t, 0: "no2", 1: "ug/m3", 2: v}, …]`.
    static func pack(sensor: Int, second: Int, value: Double) -> [UInt8] {
        var writer = CBORWriter()
        writer.head(4, 4)
        writer.head(5, 5)
        writer.head(1, 1)
        writer.text("urn:dev:ow:10e2073a\(100 + sensor):")
        writer.head(1, 2)
        writer.double(Double(second))
        writer.record("no2", "ug/m3", value)
        let others = [("temperature", "Cel", 12.2), ("humidity", "%RH", 54), ("wind_speed", "m/s", 0.64)]
        for (name, unit, number) in others {
            writer.head(5, 3)
            writer.record(name, unit, number)
        }
        return writer.bytes
    }

    private mutating func record(_ name: String, _ unit: String, _ value: Double) {
        head(0, 0)
        text(name)
        head(0, 1)
        text(unit)
        head(0, 2)
        double(value)
    }

    /// A major type with a number below 256.
    private mutating func head(_ major: UInt8, _ number: Int) {
        let byte = UInt8(truncatingIfNeeded: number)
        bytes += byte < 24 ? [major << 5 | byte] : [major << 5 | 24, byte]
    }

    private mutating func text(_ text: String) {
        head(3, text.utf8.count)
        bytes += text.utf8
    }

    private mutating func double(_ value: Double) {
        bytes.append(0xFB)
        withUnsafeBytes(of: value.bitPattern.bigEndian) { bytes += $0 }
    }
}
