// The demo is three programs, and whatever happens to the first none of the others may be left behind: each child is
// told by the kernel to end when its parent does, and is ended by its own pid when the parent ends in order.

import Glibc

/// A program started by this one, with its output in a file or on our own terminal.
final class ChildProcess {
    /// Where standard output and error of the child go.
    enum Output {
        case inherited
        case file(String)
    }

    let name: String
    let pid: pid_t
    private var status: Int32?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - name: how messages speak of it.
    ///   - arguments: the program's path and its arguments.
    ///   - output: where its output goes.
    /// - Throws: ``CommandFailure`` where it cannot be started.
    init(name: String, arguments: [String], output: Output) throws {
        self.name = name
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        if case .file(let path) = output {
            posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own: Ctrl-C reaches only us, and we end the children in the right order.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        // A blocked SIGTERM would be inherited, and the child never end.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        // setpriv (util-linux, part of every Debian) asks the kernel to end the child with its parent.
        let line = ["setpriv", "--pdeathsig", "TERM", "--"] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) }
        pointers.append(nil)
        defer { pointers.forEach { free($0) } }
        var pid = pid_t()
        let code = posix_spawnp(&pid, "setpriv", &actions, &attributes, pointers, environ)
        guard code == 0 else {
            throw CommandFailure(
                "cannot start \(name)",
                why: String(cString: strerror(code)),
                remedy: "check that \(arguments.first ?? name) is installed",
                status: .inputOutput
            )
        }
        self.pid = pid
    }

    /// Whether it still runs; collects its exit status where it does not.
    var isRunning: Bool {
        guard status == nil else { return false }
        var raw: Int32 = 0
        guard waitpid(pid, &raw, WNOHANG) == pid else { return true }
        status = raw
        return false
    }

    /// How it ended; nil while it runs.
    var exitCode: Int32? {
        status.map { $0 & 0x7f == 0 ? ($0 >> 8) & 0xff : 128 + ($0 & 0x7f) }
    }

    /// Asks it to end and waits; after `patienceSeconds` it is killed.
    func end(patienceSeconds: Double = 8) {
        guard isRunning else { return }
        kill(pid, SIGTERM)
        for _ in 0..<Int(patienceSeconds * 50) {
            if !isRunning { return }
            usleep(20_000)
        }
        kill(pid, SIGKILL)
        var raw: Int32 = 0
        if waitpid(pid, &raw, 0) == pid { status = raw }
    }
}
