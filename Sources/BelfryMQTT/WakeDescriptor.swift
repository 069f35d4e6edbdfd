internal import Glibc

/// A pipe to oneself: a descriptor to poll that another thread makes readable.
struct WakeDescriptor: ~Copyable, Sendable {
    /// The end to poll for reading.
    let descriptor: Int32
    private let writeEnd: Int32

    init() throws(MQTTFault) {
        var ends: (Int32, Int32) = (-1, -1)
        let code = withUnsafeMutableBytes(of: &ends) { pipe($0.assumingMemoryBound(to: Int32.self).baseAddress) }
        guard code == 0 else { throw MQTTFault(.unreachable, "out of file descriptors; raise LimitNOFILE") }
        descriptor = ends.0
        writeEnd = ends.1
        for end in [descriptor, writeEnd] {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Makes the descriptor readable; a pipe that is full already is.
    func wake() {
        var byte: UInt8 = 0
        write(writeEnd, &byte, 1)
    }

    /// Makes the descriptor wait for the next ``wake()``.
    func clear() {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while read(descriptor, &bytes, 32) == 32 {}
    }
}
