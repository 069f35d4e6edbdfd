internal import Glibc

/// The kernel's text files under `/proc`, which are short and say nothing of their length.
enum ProcText {
    /// The content of a file; empty where it cannot be read, since its process may just have ended.
    static func read(_ path: String) -> String {
        guard let stream = fopen(path, "re") else { return "" }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = fread(&buffer, 1, buffer.count, stream)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    /// The number behind a name at the beginning of a line, as in `VmRSS:     52344 kB`; nil where there is none.
    static func number(_ name: String, in text: String) -> Int? {
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            return line.dropFirst(name.count).split(whereSeparator: { $0 == " " || $0 == "\t" }).first.flatMap {
                Int($0)
            }
        }
        return nil
    }
}
