import Foundation

/// What the kernel counts about a process, from `/proc`.
public struct ProcessFigures: Sendable {
    public var residentBytes: Int
    public var threads: Int
    /// Times that a thread of it went to sleep by itself.
    public var voluntaryContextSwitches: Int
    /// Processor time in user and kernel mode.
    public var processorSeconds: Double

    /// The figures of a running process; nil where it has ended.
    public init?(processIdentifier: Int32) {
        let folder = "/proc/\(processIdentifier)"
        guard let status = try? String(contentsOfFile: "\(folder)/status", encoding: .utf8),
            let stat = try? String(contentsOfFile: "\(folder)/stat", encoding: .utf8),
            let tasks = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/task")
        else { return nil }
        residentBytes = Self.field("VmRSS", of: status) * 1_024
        threads = tasks.count
        voluntaryContextSwitches = tasks.reduce(0) { sum, task in
            let text = (try? String(contentsOfFile: "\(folder)/task/\(task)/status", encoding: .utf8)) ?? ""
            return sum + Self.field("voluntary_ctxt_switches", of: text)
        }
        // After the command's closing parenthesis: state is field 3, utime 14, stime 15, see proc(5).
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        let ticks = fields.count > 12 ? (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0) : 0
        processorSeconds = ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func field(_ name: String, of text: String) -> Int {
        for line in text.split(separator: "\n") where line.hasPrefix(name + ":") {
            return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
        }
        return 0
    }
}
