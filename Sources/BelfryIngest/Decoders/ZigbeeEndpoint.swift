// A device of several endpoints or phases writes their names behind its properties: `temperature_l1`, `power_phase_b`.
// Settings look alike (`temperature_unit`, `humidity_alarm`), so only names that endpoints have are taken.

/// A property of one endpoint of a Zigbee device.
struct ZigbeeEndpoint {
    let property: UnsafeBufferPointer<UInt8>
    let name: UnsafeBufferPointer<UInt8>

    private static let names = Vocabulary<Void>(of: [
        "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8",
        "1", "2", "3", "4", "5", "6", "7", "8",
        "a", "b", "c", "phase_a", "phase_b", "phase_c",
        "left", "center", "right", "top", "bottom",
        "probe", "external", "neutral",
    ])

    /// nil where a key is not that of an endpoint.
    init?(_ key: UnsafeBufferPointer<UInt8>) {
        guard let last = key.lastIndex(of: UInt8(ascii: "_")), last > 0 else { return nil }
        let isPhase = key[..<last].reversed().starts(with: "esahp_".utf8)
        let mark = isPhase ? last - 6 : last
        let name = UnsafeBufferPointer(rebasing: key[(mark + 1)...])
        guard mark > 0, Self.names.holds(name) else { return nil }
        property = UnsafeBufferPointer(rebasing: key[..<mark])
        self.name = name
    }
}
