import FoundationEssentials
import Glibc

extension DatabaseFile {
    /// Whether the file says of itself that it is ours, however damaged the rest of it may be.
    var isRecognisable: Bool {
        guard let bytes = try? firstBytes() else { return false }
        return DatabaseHeader(bytes)?.applicationID == schema.applicationID
    }

    /// The version of a file that an older Belfry made and that cannot be added to; nil of any other.
    var olderVersion: Int32? {
        guard let bytes = try? firstBytes(), let header = DatabaseHeader(bytes),
            header.applicationID == schema.applicationID, (1..<schema.version).contains(header.schemaVersion),
            !schema.canAdd(to: header.schemaVersion)
        else { return nil }
        return header.schemaVersion
    }

    /// Whether there is a file, or a log without one.
    var hasAnything: Bool { Self.size(of: path) != nil || (Self.size(of: walPath) ?? 0) > 0 }

    /// Moves the file and its log out of the way, as they are; nothing of them is ever deleted by Belfry.
    ///
    /// - Parameter reason: a word for the name, as `damaged`.
    /// - Returns: where the file is now.
    func setAside(_ reason: String, at seconds: Int) throws(StoreError) -> String {
        // A name that nothing has: what was set aside before, in the same second or after a clock was set back, stays.
        let base = "\(path).\(reason)-\(seconds)"
        let names = [base] + (2...StoreLimits.setAsideNames).map { "\(base)-\($0)" }
        let free = names.first { name in ["", "-wal"].allSatisfy { Self.size(of: name + $0) == nil } }
        guard let aside = free else { throw error(.conflict, "too many damaged files lie beside it") }
        for suffix in ["", "-wal"] where Self.size(of: path + suffix) != nil {
            guard rename(path + suffix, aside + suffix) == 0 else { throw systemError(errno) }
        }
        // An index of a log that has gone would be taken for that of the next.
        unlink(shmPath)
        syncDirectory()
        return aside
    }

    /// What lies beside it as ``setAside(_:at:)`` names it, the newest name last.
    var filesSetAside: [String] {
        guard let entries = opendir(folder) else { return [] }
        defer { closedir(entries) }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var found: [String] = []
        while let entry = readdir(entries) {
            let file = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            let isAside = Self.reasonsSetAside.contains { file.hasPrefix("\(name).\($0)-") }
            if isAside, !file.hasSuffix("-wal"), !file.hasSuffix("-shm") { found.append("\(folder)/\(file)") }
        }
        return found.sorted()
    }

    private static let reasonsSetAside = ["damaged", "version"]

    private var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes names in the file's folder survive a power cut.
    func syncDirectory() {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
