import BelfryTestSupport
import Foundation

/// strace on one thread, which holds up some of its system calls while the other threads run on.
final class Tracer {
    private let process = Process()

    /// Whether this machine lets one process trace another; says so where it does not.
    static let isAvailable: Bool = {
        let probe = Process()
        probe.executableURL = URL(filePath: "/usr/bin/strace")
        probe.arguments = ["-o", "/dev/null", "/bin/true"]
        probe.standardError = FileHandle.nullDevice
        try? probe.run()
        probe.waitUntilExit()
        if probe.terminationStatus != 0 { print("skipped: this machine permits no ptrace") }
        return probe.terminationStatus == 0
    }()

    /// Makes the next poll of a thread take so much longer.
    convenience init(stalling thread: Int32, seconds: Int) throws {
        try self.init(thread, calls: "poll,ppoll", delay: "delay_enter=\(seconds)s")
    }

    /// Makes each sync of a thread take so much longer: a slow disk.
    convenience init(slowingSyncsOf thread: Int32, milliseconds: Int) throws {
        try self.init(thread, calls: "fsync,fdatasync", delay: "delay_exit=\(milliseconds)ms")
    }

    private init(_ thread: Int32, calls: String, delay: String) throws {
        process.executableURL = URL(filePath: "/usr/bin/strace")
        process.arguments = [
            "-p", "\(thread)", "-o", "/dev/null", "-e", "trace=\(calls)", "-e", "inject=\(calls):\(delay)",
        ]
        process.standardError = FileHandle.nullDevice
        try process.runHearingSignals()
    }

    deinit { stop() }

    /// Lets the thread go on.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }
}

extension BelfryProcess {
    /// The kernel's number of a thread by its name, which a thread gives itself when it first runs.
    func thread(named name: String) throws -> Int32 {
        let tasks = "/proc/\(processIdentifier)/task"
        var number: Int32?
        try eventually("a thread \(name)", within: 5) {
            number = try FileManager.default.contentsOfDirectory(atPath: tasks).first { task in
                let found = try? String(contentsOfFile: "\(tasks)/\(task)/comm", encoding: .utf8)
                return found?.trimmingCharacters(in: .newlines) == name
            }.flatMap { Int32($0) }
            return number != nil
        }
        return number ?? -1
    }
}
