// A device of several endpoints or phases writes their names behind its properties: `temperature_l1`, `power_phase_b`.
// Settings look alike (`temperature_unit`, `humidity_alarm`), so only names that endpoints have are taken.

/// A property of one endpoint of a Zigbee device.
struct ZigbeeEndpoint {
    let property: UnsafeBufferPointer<UInt8>
    let name: UnsafeBufferPointer<UInt8>

    private static let names = Vocabulary<Bool>([
        ("l1", true), ("l2", true), ("l3", true), ("l4", true), ("l5", true), ("l6", true), ("l7", true), ("l8", true),
        ("1", true), ("2", true), ("3", true), ("4", true), ("5", true), ("6", true), ("7", true), ("8", true),
        ("a", true), ("b", true), ("c", true), ("phase_a", true), ("phase_b", true), ("phase_c", true),
        ("left", true), ("center", true), ("right", true), ("top", true), ("bottom", true),
        ("probe", true), ("external", true), ("neutral", true),
    ])

    /// nil where a key is not that of an endpoint.
    init?(_ key: UnsafeBufferPointer<UInt8>) {
        guard let last = key.lastIndex(of: UInt8(ascii: "_")), last > 0 else { return nil }
        let isPhase = key[..<last].reversed().starts(with: "esahp_".utf8)
        let mark = isPhase ? last - 6 : last
        let name = UnsafeBufferPointer(rebasing: key[(mark + 1)...])
        guard mark > 0, Self.names.meaning(of: name) != nil else { return nil }
        property = UnsafeBufferPointer(rebasing: key[..<mark])
        self.name = name
    }
}
