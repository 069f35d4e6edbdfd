import Glibc

/// An address that a socket can connect to: a thin face on `sockaddr`.
struct SocketAddress {
    let family: Int32
    /// The bytes of the `sockaddr` of that family.
    private let bytes: [UInt8]

    /// The addresses of an endpoint in the order in which to try them.
    static func resolve(_ endpoint: Endpoint) throws(SocketConnection.Fault) -> [SocketAddress] {
        switch endpoint {
        case .local(let path): [try local(path)]
        case .network(let host, let port): try network(host, port)
        }
    }

    /// Connects a socket; the result and `errno` are those of `connect(2)`.
    func connect(_ descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { raw in
            guard let address = raw.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -1 }
            return Glibc.connect(descriptor, address, socklen_t(raw.count))
        }
    }

    private static func local(_ path: String) throws(SocketConnection.Fault) -> SocketAddress {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let characters = Array(path.utf8)
        // One byte stays for the terminating zero.
        guard characters.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .pathTooLong }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: characters) }
        return SocketAddress(family: AF_UNIX, bytes: withUnsafeBytes(of: &address) { Array($0) })
    }

    private static func network(_ host: String, _ port: UInt16) throws(SocketConnection.Fault) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &list)
        guard code == 0 else { throw .unknownHost(String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr {
                let raw = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
                addresses.append(SocketAddress(family: entry.ai_family, bytes: Array(raw)))
            }
            next = entry.ai_next
        }
        return addresses
    }
}
