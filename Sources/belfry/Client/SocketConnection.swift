import BelfryDaemon
import BelfryModel
import Glibc

/// One stream socket, read and written by the thread that made it; every call ends by its deadline.
final class SocketConnection {
    /// Why a call on the socket failed.
    enum Fault: Error, Equatable {
        case timedOut
        case system(code: Int32)
        case unknownHost(String)
        case pathTooLong

        var description: String {
            switch self {
            case .timedOut: "no answer in time"
            case .system(ENOENT): "there is no such socket"
            case .system(let code): String(cString: strerror(code))
            case .unknownHost(let reason): reason
            case .pathTooLong: "the path is longer than a socket's may be"
            }
        }
    }

    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// A connection to the endpoint, made before the deadline on the monotonic clock.
    static func open(_ endpoint: Endpoint, deadline: Int64) throws(Fault) -> SocketConnection {
        var last = Fault.unknownHost("no address")
        for address in try SocketAddress.resolve(endpoint) {
            do throws(Fault) {
                return try open(address, deadline: deadline)
            } catch {
                last = error
            }
        }
        throw last
    }

    private static func open(_ address: SocketAddress, deadline: Int64) throws(Fault) -> SocketConnection {
        let flags = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.family, flags, 0)
        guard descriptor >= 0 else { throw .system(code: errno) }
        let connection = SocketConnection(descriptor: descriptor)
        guard address.connect(descriptor) != 0 else { return connection }
        guard errno == EINPROGRESS else { throw .system(code: errno) }
        guard try connection.wait(for: POLLOUT, deadline: deadline) else { throw .timedOut }
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
        guard code == 0 else { throw .system(code: code) }
        return connection
    }

    /// Sends all of the bytes.
    func write(_ bytes: [UInt8], deadline: Int64) throws(Fault) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                guard try wait(for: POLLOUT, deadline: deadline) else { throw .timedOut }
            } else if errno != EINTR {
                throw .system(code: errno)
            }
        }
    }

    /// The next bytes; empty at the end of the stream, nil where none came before the deadline.
    func read(deadline: Int64) throws(Fault) -> [UInt8]? {
        while true {
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count >= 0 { return Array(buffer[..<count]) }
            if errno == EAGAIN {
                guard try wait(for: POLLIN, deadline: deadline) else { return nil }
            } else if errno != EINTR {
                throw .system(code: errno)
            }
        }
    }

    /// Waits until the socket is ready; false at the deadline.
    private func wait(for events: Int32, deadline: Int64) throws(Fault) -> Bool {
        while true {
            let remaining = deadline - SystemClock.monotonicNanoseconds()
            guard remaining > 0 else { return false }
            var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let milliseconds = min(remaining / Nanoseconds.perMillisecond + 1, Int64(Int32.max))
            let ready = poll(&entry, 1, Int32(milliseconds))
            if ready > 0 { return true }
            if ready < 0, errno != EINTR { throw .system(code: errno) }
        }
    }
}
