import Glibc
import NIOCore

/// The user of the process at the other end of a local socket, as the kernel knows it (unix(7), SO_PEERCRED).
enum PeerUser {
    /// The layout of the kernel's `struct ucred`, which Glibc's module does not show to Swift.
    private struct Credentials: Sendable {
        var process: Int32 = 0
        var user: UInt32 = 0
        var group: UInt32 = 0
    }

    private static let peerCredentials = NIOBSDSocket.Option(rawValue: 17)

    /// The user's number, taken when the peer connected.
    static func identifier(of channel: any Channel) async throws -> UInt32 {
        guard let provider = channel as? any SocketOptionProvider else {
            throw RequestFault.unavailable("the socket does not tell its peer's user")
        }
        // Unsafe because the caller vouches for the type: `Credentials` is the kernel's three 32-bit numbers.
        let future: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
            level: .socket,
            name: peerCredentials
        )
        return try await future.get().user
    }

    /// The user's login name, or `uid 1234` where the system knows none.
    ///
    /// Blocks: it may ask a directory server.
    static func name(of user: UInt32) -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        let status = getpwuid_r(user, &entry, &buffer, buffer.count, &found)
        guard status == 0, let found, let name = found.pointee.pw_name else { return "uid \(user)" }
        return String(cString: name)
    }
}
