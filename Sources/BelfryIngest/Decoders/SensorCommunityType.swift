/// What a value of sensor.community is called: `BME280_temperature` is the temperature of the chip BME280.
struct SensorCommunityType {
    /// nil where no chip is named.
    let chip: UnsafeBufferPointer<UInt8>?
    let name: UnsafeBufferPointer<UInt8>

    /// nil for what is no text.
    init?(_ value: JSONValue?) {
        guard let value, value.kind == .string else { return nil }
        let type = value.bytes
        for chip in Self.chips where type.count > chip.utf8CodeUnitCount + 1 {
            let head = UnsafeBufferPointer(rebasing: type[..<chip.utf8CodeUnitCount])
            if type[chip.utf8CodeUnitCount] == UInt8(ascii: "_"), RawBytes.areEqual(head, chip) {
                self.chip = head
                name = UnsafeBufferPointer(rebasing: type[(chip.utf8CodeUnitCount + 1)...])
                return
            }
        }
        chip = nil
        name = type
    }

    private static let chips: [StaticString] = [
        "SDS", "PMS", "HPM", "NPM", "SPS30", "IPS", "BME280", "BMP280", "BMP", "SHT3X", "HTU21D", "DHT", "DNMS",
        "DS18B20",
        "SCD30",
    ]
}
