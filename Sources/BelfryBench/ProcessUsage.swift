// What a process has used, as the kernel counts it (proc(5)).

internal import Glibc

/// The kernel's account of one process at one instant.
public struct ProcessUsage: Sendable, Hashable {
    /// Time on a processor, in user and kernel mode, of all its threads; in steps of 10 ms on most machines.
    public var cpuSeconds: Double
    public var residentBytes: Int
    /// Resident memory with shared pages divided among their sharers.
    public var proportionalBytes: Int
    public var threads: Int

    /// The account of a running process; nil where there is none.
    public init?(pid: Int32) {
        // The name, in parentheses, may hold blanks: fields are counted from behind it, from the state (3) on.
        let stat = ProcText.read("/proc/\(pid)/stat")
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 17, let user = Double(fields[11]), let kernel = Double(fields[12]),
            let threads = Int(fields[17])
        else { return nil }
        self.threads = threads
        cpuSeconds = (user + kernel) / Double(sysconf(Int32(_SC_CLK_TCK)))
        let status = ProcText.read("/proc/\(pid)/status")
        let shares = ProcText.read("/proc/\(pid)/smaps_rollup")
        residentBytes = (ProcText.number("VmRSS:", in: status) ?? 0) << 10
        proportionalBytes = (ProcText.number("Pss:", in: shares) ?? 0) << 10
    }
}
