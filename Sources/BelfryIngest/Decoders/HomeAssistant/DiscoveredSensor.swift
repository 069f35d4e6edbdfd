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
        if let plain = usable.first(where: { !HardwareAddress.isHeld(in: $0) }) { return Array(plain.utf8) }
        return usable.first.map { Array(HardwareAddress.hidden(in: $0).utf8) } ?? []
    }
}
