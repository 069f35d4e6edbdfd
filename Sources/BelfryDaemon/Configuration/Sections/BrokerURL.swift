/// `mqtt://host[:port]` or `mqtts://host[:port]`.
struct BrokerURL {
    /// Why text is no broker's URL.
    struct Fault: Error {
        var problem: String
        var remedy: String
    }

    private static let example = "mqtt://127.0.0.1:1883 or mqtts://broker.example:8883"

    var address: NetworkAddress
    var isEncrypted: Bool

    /// A broker's URL.
    ///
    /// - Throws: ``Fault`` where it is none.
    init(_ text: String) throws(Fault) {
        // Before anything else, since the other faults show the text.
        guard !text.contains("@") else {
            throw Fault(
                problem: "a broker's URL must not hold a login",
                remedy: "write username: and password_file: beside it"
            )
        }
        guard let separator = text.firstRange(of: "://") else {
            throw Fault(problem: "\"\(text)\" is not a broker's URL", remedy: "write \(Self.example)")
        }
        let scheme = String(text[..<separator.lowerBound])
        let rest = text.hasSuffix("/") ? text[separator.upperBound...].dropLast() : text[separator.upperBound...]
        guard ["mqtt", "mqtts"].contains(scheme) else {
            throw Fault(problem: "\"\(scheme)\" is not a way to a broker", remedy: "write \(Self.example)")
        }
        isEncrypted = scheme == "mqtts"
        guard let address = NetworkAddress(rest, defaultPort: isEncrypted ? 8883 : 1883), address.port > 0 else {
            throw Fault(problem: "\"\(text)\" names no host and port", remedy: "write \(Self.example)")
        }
        self.address = address
    }

    /// A broker's URL under the key `broker`; nil where it is none, which is reported.
    init?(_ text: String, keys: MappingReader) {
        do throws(Fault) {
            self = try BrokerURL(text)
        } catch {
            keys.report("broker", error.problem, remedy: error.remedy)
            return nil
        }
    }
}
