import BelfryAPI
import FoundationEssentials
import Glibc

/// This executable in a process of its own, and the one line of JSON that it reports.
final class MeasuredPeer {
    let process: ChildProcess
    private let outputPath: String

    /// Starts a verb of this executable.
    ///
    /// - Parameters:
    ///   - name: also of the file in the folder that takes its output.
    ///   - arguments: the verb and its arguments.
    init(name: String, arguments: [String], folder: TemporaryFolder) throws {
        outputPath = "\(folder.path)/\(name)"
        process = try ChildProcess(
            name: name,
            arguments: [try Self.executable()] + arguments,
            output: .file(outputPath)
        )
    }

    /// Its output so far.
    var output: String {
        FileManager.default.contents(atPath: outputPath).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Waits for its report.
    ///
    /// - Throws: ``CommandFailure`` where it ends or takes too long without one.
    func report<Report: Decodable>(_ type: Report.Type, within seconds: Double) throws -> Report {
        var report: Report?
        try Patience.wait(for: process.name, seconds: seconds, lookingEvery: 0.05) {
            let isRunning = process.isRunning
            let line = output.split(separator: "\n").last { $0.hasPrefix("{") }
            report = try line.map { try WireCoding.decode(type, from: Data($0.utf8)) }
            guard isRunning || report != nil else { throw failure("it ended without a report") }
            return report != nil
        }
        guard let report else { throw failure("it reported nothing") }
        return report
    }

    /// A failure with the last line that the process wrote.
    func failure(_ why: String) -> CommandFailure {
        let last = output.split(separator: "\n").last.map { "; its last words: \($0)" } ?? ""
        return CommandFailure("cannot measure", why: "\(process.name): \(why)\(last)", status: .unavailable)
    }

    /// The path of the running executable, which a new process does not find under the link.
    private static func executable() throws -> String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &path, path.count)
        guard count > 0 else {
            throw CommandFailure(
                "cannot start myself",
                why: String(cString: strerror(errno)),
                remedy: "check that /proc is mounted",
                status: .inputOutput
            )
        }
        return String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
