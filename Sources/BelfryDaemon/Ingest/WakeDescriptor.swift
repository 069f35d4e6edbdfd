import Glibc

/// An eventfd that ends another thread's `poll`: a commit has finished, a stop is asked for.
final class WakeDescriptor: Sendable {
    /// To poll for reading.
    let descriptor: Int32

    /// Why a descriptor could not be had.
    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    /// A descriptor that is not set.
    ///
    /// - Throws: ``Fault`` where the process has no descriptor left.
    init() throws(Fault) {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK.rawValue) | Int32(EFD_CLOEXEC.rawValue))
        guard descriptor >= 0 else {
            throw Fault(description: "eventfd: \(String(cString: strerror(errno))); raise LimitNOFILE")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Makes the descriptor readable.
    func signal() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }

    /// Makes it unreadable again.
    func reset() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, 8)
    }
}
