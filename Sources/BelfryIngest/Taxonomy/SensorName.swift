/// What a sensor may be called: names end up in identities, logs and terminals.
enum SensorName {
    /// The longest name, in bytes.
    static let byteLimit = 256

    /// The rule in words.
    static let rule = "it has to be 1 to 256 bytes without control characters"

    /// Whether text can be the name of a sensor, an agency or a zone.
    static func isUsable(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= byteLimit
            && !name.unicodeScalars.contains {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029
            }
    }
}
