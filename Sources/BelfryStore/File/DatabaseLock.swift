// Two daemons on one database would number series differently and each acknowledge what the other stores. SQLite's own
// locks let them: it takes one that lasts. It lies in a file of its own, since closing any descriptor of the database
// file would drop SQLite's POSIX locks.

import Glibc

/// The right to be the one daemon of a database; given up with the value.
final class DatabaseLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock, or throws `inUse` at once.
    init(_ file: DatabaseFile, mode: UInt32) throws(StoreError) {
        // Read-only suffices for flock(2) and leaves a remount of the file system possible.
        let descriptor = open(file.path + "-lock", O_RDONLY | O_CREAT | O_CLOEXEC, mode_t(mode))
        guard descriptor >= 0 else { throw file.systemError(errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            guard code == EWOULDBLOCK else { throw file.systemError(code) }
            throw file.error(.inUse, "another Belfry runs on it")
        }
        self.descriptor = descriptor
    }

    deinit {
        // Closing alone would leave it to a child process that has just been forked and not yet started.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
