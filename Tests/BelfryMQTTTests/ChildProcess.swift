// Foundation's Process hands the calling thread's signal mask on, and threads of the test runner block SIGTERM: a child
// could not be ended in good order. So it is spawned by hand, with an empty mask.

import Glibc

/// A process that this one started and ends by its id.
struct ChildProcess {
    private let identifier: pid_t

    struct Failure: Error { var code: Int32 }

    init(_ arguments: [String]) throws {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0)
        }

        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var identifier = pid_t()
        let code = posix_spawn(&identifier, arguments[0], &files, &attributes, &pointers, environ)
        guard code == 0 else { throw Failure(code: code) }
        self.identifier = identifier
    }

    /// Sends a signal and waits for the end.
    func end(with signal: Int32) {
        kill(identifier, signal)
        _ = wait()
    }

    /// Waits for the end; 0 for a good one.
    func wait() -> Int32 {
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
        return status
    }
}
