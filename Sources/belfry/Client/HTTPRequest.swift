/// A request of ours, in HTTP/1.1 (RFC 9112).
struct HTTPRequest {
    var method: String
    var target: RequestTarget
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []

    /// The bytes on the wire.
    ///
    /// Each request has a connection of its own, so that nothing has to be kept in step.
    func bytes(host: String) -> [UInt8] {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        if !body.isEmpty || method == "POST" { head += "Content-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }
}
