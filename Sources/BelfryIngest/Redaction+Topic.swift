extension Redaction {
    /// The longest topic that is shown, in bytes.
    public static let topicBytes = 1_024

    /// Prefixes after which a level is a secret: Smart Citizen's token and the key of an IoT Agent's device group, which let
    /// whoever has them publish in the sensors' name.
    private static let secretAfter = ["device/sck/", "/json/", "json/"].map { Array($0.utf8) }

    /// A topic as it may be kept and shown: without the secrets that some platforms put in it.
    ///
    ///     device/sck/a1b2c3/readings   ─►   device/sck/xxxxxx/readings
    public static func topic(_ topic: UnsafeBufferPointer<UInt8>) -> String {
        var bytes = Array(topic.prefix(topicBytes))
        if let prefix = secretAfter.first(where: { bytes.starts(with: $0) }) {
            for index in bytes.indices.dropFirst(prefix.count) {
                if bytes[index] == UInt8(ascii: "/") { break }
                bytes[index] = UInt8(ascii: "x")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same for a topic as text.
    static func topic(_ topic: String) -> String {
        Array(topic.utf8).withUnsafeBufferPointer { self.topic($0) }
    }
}
