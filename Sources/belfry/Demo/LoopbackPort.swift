import Glibc

/// Finds a TCP port on 127.0.0.1 that nobody listens on.
enum LoopbackPort {
    /// A free port; the kernel does not give the same one again soon.
    ///
    /// - Throws: ``CommandFailure`` where there is none.
    static func free() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
            }
        }
        guard descriptor >= 0, code == 0 else {
            throw CommandFailure(
                "cannot find a free port on 127.0.0.1",
                why: String(cString: strerror(errno)),
                status: .inputOutput
            )
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
