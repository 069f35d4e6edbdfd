import BelfryModel
import Glibc

/// Looks at the machine: the disk that the database lies on, the clock, a broker of its own.
struct HostExamination {
    /// Less than this is a disk that is full soon, whatever the retention says.
    private static let leastFreeBytes: UInt64 = 256 << 20
    /// Signs that a time service keeps the clock: systemd-timesyncd has synchronised, or another one runs.
    private static let clockSigns = [
        "/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/ntpd.pid", "/run/ntpsec/ntpd.pid",
    ]

    /// The folder of the database.
    static func disk(_ store: Configuration.Store) -> DoctorFinding {
        let slash = store.path.lastIndex(of: "/") ?? store.path.startIndex
        let folder = slash == store.path.startIndex ? "/" : String(store.path[..<slash])
        var facts = statvfs()
        guard statvfs(folder, &facts) == 0 else {
            return DoctorFinding(
                "disk",
                .fault,
                "\(folder): \(String(cString: strerror(errno)))",
                remedy: "make the folder, or change store.path"
            )
        }
        guard access(folder, W_OK) == 0 else {
            return DoctorFinding(
                "disk",
                .fault,
                "\(folder): this user may not write there",
                remedy: "run belfry doctor as the user of the daemon: sudo -u belfry belfry doctor"
            )
        }
        let free = UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
        let text = "\(folder): \(free >> 20) MiB free, \(store.retention.sizeBytes >> 20) MiB for the database at most"
        if let name = memoryFileSystem(of: folder) {
            return DoctorFinding(
                "disk",
                .advice,
                "\(folder) lies in memory (\(name)): everything is gone when the power is",
                remedy: "put store.path on a disk"
            )
        }
        guard free >= leastFreeBytes else {
            return DoctorFinding("disk", .fault, text, remedy: "free space; a full disk stops acknowledgements")
        }
        guard free + used(store.path) >= UInt64(store.retention.sizeBytes) else {
            return DoctorFinding("disk", .advice, text, remedy: "free space, or lower store.retention.size")
        }
        return DoctorFinding("disk", .fine, text)
    }

    /// What the database takes already, in bytes.
    private static func used(_ path: String) -> UInt64 {
        ["", "-wal", ".journal", ".journal-wal"].map { path + $0 }.reduce(0) { sum, file in
            var facts = stat()
            return stat(file, &facts) == 0 ? sum + UInt64(facts.st_size) : sum
        }
    }

    /// The kind of a file system that lies in memory; nil for any other.
    private static func memoryFileSystem(of folder: String) -> String? {
        guard let path = realpath(folder, nil), let mounts = text(of: "/proc/mounts") else { return nil }
        defer { free(path) }
        let real = String(cString: path)
        // "tmpfs /run tmpfs rw,nosuid 0 0"; the longest mount point that holds the folder is its own.
        let kinds = mounts.split(whereSeparator: \.isNewline).compactMap { line -> (point: String, kind: Substring)? in
            let words = line.split(separator: " ")
            guard words.count > 2 else { return nil }
            let point = words[1] == "/" ? "" : String(words[1])
            return real == point || real.hasPrefix(point + "/") ? (point, words[2]) : nil
        }
        let kind = kinds.max { $0.point.utf8.count < $1.point.utf8.count }?.kind
        return kind.flatMap { ["tmpfs", "ramfs"].contains($0) ? String($0) : nil }
    }

    /// Whether something keeps the clock right.
    static func clock() -> DoctorFinding {
        if clockSigns.contains(where: { access($0, F_OK) == 0 }) {
            return DoctorFinding("clock", .fine, "kept by a time service")
        }
        return DoctorFinding(
            "clock",
            .advice,
            "nothing keeps it: readings without a time of their own will be wrong by as much as it drifts",
            remedy: "run systemd-timesyncd or chrony"
        )
    }

    /// What a mosquitto on this machine keeps for a gateway that is away.
    ///
    /// - Parameters:
    ///   - folder: where mosquitto's configuration lies.
    ///   - dropIn: the file that Belfry ships.
    static func mosquitto(folder: String, dropIn: String) -> DoctorFinding? {
        guard let own = text(of: "\(folder)/mosquitto.conf") else { return nil }
        guard let wanted = text(of: dropIn) else {
            return DoctorFinding("mosquitto", .advice, "\(dropIn) cannot be read, so its settings were not looked at")
        }
        var settings = MosquittoSettings()
        settings.read(own)
        for path in files(matching: "\(folder)/conf.d/*.conf") {
            if let more = text(of: path) { settings.read(more) }
        }
        var shipped = MosquittoSettings()
        shipped.read(wanted)
        let advice = settings.advice(against: shipped)
        guard !advice.isEmpty else { return DoctorFinding("mosquitto", .fine, "keeps what Belfry needs it to keep") }
        return DoctorFinding(
            "mosquitto",
            .advice,
            "the shipped drop-in would change " + advice.joined(separator: "; "),
            remedy: "cp \(dropIn) \(folder)/conf.d/ && systemctl restart mosquitto"
        )
    }

    private static func files(matching pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    }

    private static func text(of path: String) -> String? {
        guard var lines = try? LineFile(path) else { return nil }
        var bytes: [UInt8] = []
        while let line = try? lines.nextWithEnd() { bytes += line }
        return String(decoding: bytes, as: UTF8.self)
    }
}
