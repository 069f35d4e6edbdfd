/// A temporary folder for the time of one measurement.
enum BenchmarkFolder {
    /// Runs `body` with a folder that is gone afterwards, also after Ctrl-C: from here on that no longer ends the
    /// process, and ``Patience`` ends the measurement.
    static func with<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
        Interruption.watch()
        let folder = try TemporaryFolder(prefix: "belfry-bench")
        defer { folder.remove() }
        return try body(folder)
    }
}
