import FoundationEssentials
import Glibc

/// A folder of this process alone that is gone, with all that is in it, when the process is done.
struct TemporaryFolder {
    let path: String

    /// Creates the folder, of mode 0700.
    ///
    /// - Throws: ``CommandFailure`` where it cannot be made.
    init(prefix: String) throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/\(prefix)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw CommandFailure(
                "cannot make a folder in \(base)",
                why: String(cString: strerror(errno)),
                remedy: "set TMPDIR to a folder that can be written to",
                status: .inputOutput
            )
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Writes a file of mode 0600.
    ///
    /// - Throws: ``CommandFailure`` where it cannot be written.
    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        guard let stream = fopen(file, "we") else { throw failure(file) }
        defer { fclose(stream) }
        chmod(file, 0o600)
        guard fputs(text, stream) >= 0, fflush(stream) == 0 else { throw failure(file) }
        return file
    }

    /// Removes the folder and all files in it.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    private func failure(_ file: String) -> CommandFailure {
        CommandFailure("cannot write \(file)", why: String(cString: strerror(errno)), status: .inputOutput)
    }
}
