// Who holds a lock on a file, without opening it: closing any descriptor of it would drop SQLite's own locks in this process.

import FoundationEssentials
import Glibc

/// The processes that hold snapshots of a database.
enum SnapshotHolders {
    /// The other processes with a lock on a file, as `sqlite3 (4711)`; empty where none can be told.
    ///
    /// https://man7.org/linux/man-pages/man5/proc_locks.5.html
    static func others(of path: String) -> [String] {
        var status = stat()
        guard stat(path, &status) == 0, let data = FileManager.default.contents(atPath: "/proc/locks") else {
            return []
        }
        let own = "\(getpid())"
        var processes: [String] = []
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            // 1: POSIX  ADVISORY  READ 4711 08:01:131094 123 123
            let fields = line.split(separator: " ")
            guard fields.count > 5, fields[5].split(separator: ":").last.map(String.init) == "\(status.st_ino)" else {
                continue
            }
            let process = String(fields[4])
            if process != own, !processes.contains(process) { processes.append(process) }
        }
        return processes.map { "\(name(of: $0)) (\($0))" }
    }

    private static func name(of process: String) -> String {
        let data = FileManager.default.contents(atPath: "/proc/\(process)/comm") ?? Data("process\n".utf8)
        return String(decoding: data, as: UTF8.self).filter { !$0.isNewline }
    }
}
