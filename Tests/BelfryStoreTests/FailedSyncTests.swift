import BelfryModel
import Foundation
import Glibc
import Testing

@testable import BelfryStore

/// An fsync that fails after the frames were written: the kernel may show them and never write them.
@Suite(.serialized, .enabled(if: FailedSync.isAvailable, "needs strace, to make fdatasync fail"))
struct FailedSyncTests {
    @Test("A failed sync is not acknowledged, the file is opened again, and the batch is stored once")
    func failedSync() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.database as String] in
            try FailedSync.commitThroughFaults(path: path)
        }
        let store = try Store(folder.configuration)
        try store.expectNumbered(acknowledged: FailedSync.batches, begun: FailedSync.batches)
    }
}

/// What runs in the process whose syncs fail.
enum FailedSync {
    static let batches = 40

    static var isAvailable: Bool {
        let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") && geteuid() == 0
        if !isThere { print("skipped: strace is not installed, or not root, so no fdatasync can be made to fail") }
        return isThere
    }

    static func commitThroughFaults(path: String) throws {
        let rig = try WriterRig(path: path)
        rig.submit(3)
        rig.awaitAcknowledged(3)
        try attachTracer(path: path)
        for number in 4...batches {
            rig.submit(1)
            rig.awaitAcknowledged(number)
        }
        guard rig.writer.stop(timeoutNanoseconds: 30_000_000_000) else { exit(EXIT_FAILURE) }
    }

    /// Every fifth sync of the journal's log fails with EIO and is not done; the tracer ends with this process.
    private static func attachTracer(path: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/strace")
        process.arguments = [
            "-f", "-p", "\(getpid())", "-P", path + ".journal-wal", "-e", "trace=fdatasync", "-e",
            "inject=fdatasync:error=EIO:when=2+5", "-o", path + "-strace",
        ]
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        // It says so once it holds every thread.
        _ = pipe.fileHandleForReading.availableData
    }
}
