import Glibc

/// A pipe that ends another thread's `poll`: a commit has finished, a stop is asked for.
final class WakeDescriptor: Sendable {
    /// To poll for reading.
    let descriptor: Int32
    private let writeEnd: Int32

    /// Why a descriptor could not be had.
    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    /// A descriptor that is not set.
    ///
    /// - Throws: ``Fault`` where the process has no descriptor left.
    init() throws(Fault) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw Fault(description: "pipe: \(String(cString: strerror(errno))); raise LimitNOFILE")
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (descriptor, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Makes the descriptor readable; a pipe that is full already is.
    func signal() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// Makes it unreadable again.
    func reset() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }
}
