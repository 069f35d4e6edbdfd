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
        maskNames(in: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same for a topic as text.
    static func topic(_ topic: String) -> String {
        Array(topic.utf8).withUnsafeBufferPointer { self.topic($0) }
    }

    /// Masks levels that name somebody's hardware or somebody: a MAC address, an e-mail address.
    ///
    /// `v3/app@tenant` is The Things Stack's, and names nobody.
    private static func maskNames(in topic: inout [UInt8]) {
        var start = 0
        if topic.starts(with: "v3/".utf8) {
            let application = topic[3...].prefix { $0 != UInt8(ascii: "/") }
            if !MailAddress.isHeld(in: application) { start = application.endIndex + 1 }
        }
        while start <= topic.count {
            let end = topic[start...].firstIndex(of: UInt8(ascii: "/")) ?? topic.count
            if isName(topic[start..<end]) {
                for index in start..<end where topic[index] != UInt8(ascii: ":") { topic[index] = UInt8(ascii: "x") }
            }
            start = end + 1
        }
    }

    private static func isName(_ level: ArraySlice<UInt8>) -> Bool {
        if level.contains(UInt8(ascii: "@")) { return true }
        // 3c:5a:b4:01:02:03, and with hyphens; twelve digits without either may be any device's number.
        guard level.count == 17 else { return false }
        return level.enumerated().allSatisfy { offset, byte in
            offset % 3 == 2
                ? byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
                : Character(Unicode.Scalar(byte)).isHexDigit
        }
    }
}
