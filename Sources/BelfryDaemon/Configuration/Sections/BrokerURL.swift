/// `mqtt://host[:port]` or `mqtts://host[:port]`.
struct BrokerURL {
    var address: NetworkAddress
    var isEncrypted: Bool

    /// A broker's URL under the key `broker`; nil where it is none, which is reported.
    init?(_ text: String, keys: MappingReader) {
        let example = "mqtt://127.0.0.1:1883 or mqtts://broker.example:8883"
        // Before anything else, since the other faults show the text.
        guard !text.contains("@") else {
            keys.report(
                "broker",
                "a broker's URL must not hold a login",
                remedy: "write username: and password_file: beside it"
            )
            return nil
        }
        guard let separator = text.firstRange(of: "://") else {
            keys.report("broker", "\"\(text)\" is not a broker's URL", remedy: "write \(example)")
            return nil
        }
        let scheme = String(text[..<separator.lowerBound])
        let rest = text.hasSuffix("/") ? text[separator.upperBound...].dropLast() : text[separator.upperBound...]
        guard ["mqtt", "mqtts"].contains(scheme) else {
            keys.report("broker", "\"\(scheme)\" is not a way to a broker", remedy: "write \(example)")
            return nil
        }
        isEncrypted = scheme == "mqtts"
        guard let address = NetworkAddress(rest, defaultPort: isEncrypted ? 8883 : 1883), address.port > 0 else {
            keys.report("broker", "\"\(text)\" names no host and port", remedy: "write \(example)")
            return nil
        }
        self.address = address
    }
}
