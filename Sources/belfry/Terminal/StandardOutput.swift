import Glibc

/// Standard output, written at once: what an operator watches must not wait in a buffer.
enum StandardOutput {
    /// Writes all of the text.
    ///
    /// - Throws: ``CommandFailure`` where the other end is full or gone.
    static func write(_ text: String) throws(CommandFailure) {
        guard let code = FileDescriptorWriter.write(text, to: STDOUT_FILENO) else { return }
        throw CommandFailure("cannot write the output", why: String(cString: strerror(code)), status: .inputOutput)
    }

    /// Writes the text and a line feed.
    static func writeLine(_ text: String) throws(CommandFailure) {
        try write(text + "\n")
    }
}

/// Standard error; when even that cannot be written there is nobody left to tell.
enum StandardError {
    static func write(_ text: String) {
        _ = FileDescriptorWriter.write(text, to: STDERR_FILENO)
    }
}

/// Whole texts onto a descriptor, however many calls that takes.
private enum FileDescriptorWriter {
    /// Returns the error number of the call that failed, or nil.
    static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
    }
}
