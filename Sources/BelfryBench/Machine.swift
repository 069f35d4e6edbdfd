internal import Glibc

/// What the figures were measured on.
public enum Machine {
    /// Processes that ran or wanted to, on average over the last minute.
    public static var loadAverage: Double {
        ProcText.read("/proc/loadavg").split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    /// The processor, its cores and the kernel, as in `AMD EPYC, 2 cores, Linux 6.1.0`.
    public static var description: String {
        let model = ProcText.read("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = model?.split(separator: ":").last.map { $0.drop { $0 == " " } } ?? "unknown processor"
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        let release = ProcText.read("/proc/sys/kernel/osrelease").prefix { !$0.isNewline }
        return "\(name), \(cores) \(cores == 1 ? "core" : "cores"), Linux \(release)"
    }
}
