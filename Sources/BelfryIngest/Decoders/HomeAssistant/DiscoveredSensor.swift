/// Who measures, by a discovery message.
enum DiscoveredSensor {
    /// The sensor's name in UTF-8; empty where the state topic has to name it.
    ///
    /// The device's identifier: what is unique to one value would tear a device apart. An identifier that holds a MAC
    /// address may be somebody's phone, so a hash stands in for it, which keeps the values of one device together.
    static func name(_ message: JSONValue) -> [UInt8] {
        guard let device = DiscoveryKey.device.value(in: message),
            let identifiers = DiscoveryKey.identifiers.value(in: device)
        else { return [] }
        let texts = identifiers.kind == .array ? identifiers.elements.compactMap(\.string) : [identifiers.string ?? ""]
        let usable = texts.filter { SensorName.isUsable($0) }
        if let plain = usable.first(where: { !holdsHardwareAddress($0) }) { return Array(plain.utf8) }
        return usable.first.map { hashed($0) } ?? []
    }

    /// Whether a text holds 12 hexadecimal digits or more in a row, alone or in groups between `:`, `-`, `.` or `_`.
    static func holdsHardwareAddress(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var digits = 0
        for (index, byte) in bytes.enumerated() {
            let isDigit = byte &- 48 <= 9 || (byte | 0x20) &- 97 < 6
            let isSeparator = ":-._".utf8.contains(byte)
            if isDigit {
                digits += 1
                if digits >= 12 { return true }
            } else if !(isSeparator && digits > 0 && digits.isMultiple(of: 2) && index + 1 < bytes.count) {
                digits = 0
            }
        }
        return false
    }

    /// `ha-` and 16 hexadecimal digits.
    private static func hashed(_ identifier: String) -> [UInt8] {
        let hash = Array(identifier.utf8).withUnsafeBytes { ByteHash.of($0, seed: 0x4841) }
        let digits = String(hash, radix: 16)
        return Array("ha-\(String(repeating: "0", count: 16 - digits.count))\(digits)".utf8)
    }
}
