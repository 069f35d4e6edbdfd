extension Redaction {
    /// The longest topic that is shown, in bytes.
    public static let topicBytes = 1_024

    /// A topic as it may be kept and shown: without the token that Smart Citizen puts in it, which lets whoever has it
    /// publish in the kit's name.
    ///
    ///     device/sck/a1b2c3/readings   ─►   device/sck/xxxxxx/readings
    public static func topic(_ topic: UnsafeBufferPointer<UInt8>) -> String {
        var bytes = Array(topic.prefix(topicBytes))
        let prefix = Array("device/sck/".utf8)
        if bytes.starts(with: prefix) {
            for index in bytes.indices.dropFirst(prefix.count) {
                if bytes[index] == UInt8(ascii: "/") { break }
                bytes[index] = UInt8(ascii: "x")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
