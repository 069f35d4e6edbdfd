import BelfryModel
import Foundation
import Glibc
import Testing

@testable import BelfryStore

/// SIGKILL at the very system call: before a sync, in the middle of writing pages, while a file is opened, locked or cut back.
@Suite(.serialized, .enabled(if: FailedSync.isAvailable, "needs strace, to kill at a system call"))
struct KilledAtSystemCallTests {
    private static let calls = ["fdatasync", "pwrite64", "ftruncate", "openat", "fcntl", "unlink", "pread64"]

    @Test("Kills at system calls: every acknowledged batch is there, once")
    func kills() async throws {
        var folder = try TemporaryFolder()
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for kill in 0..<KilledProcessTests.kills {
            if kill % KilledProcessTests.livesOfAStore == 0 { folder = try TemporaryFolder() }
            let path = folder.database
            let call = Self.calls[kill % Self.calls.count]
            // Files are cut back and removed a few times a life at most.
            let number = ["ftruncate", "unlink", "openat"].contains(call) ? 1 : Int.random(in: 1...400, using: &random)
            await #expect(processExitsWith: .signal(SIGKILL), "seed \(seed), \(call) \(number)") {
                [path = path as String, call = call as String, number = number as Int] in
                try KilledAtSystemCall.commit(path: path, killedAt: call, number: number)
            }
            let store = try Store(folder.configuration)
            let acknowledged = try AcknowledgementFile(path: path).count()
            let stored = try store.expectNumbered(acknowledged: acknowledged, begun: acknowledged + 1)
            try AcknowledgementFile(path: path).write(stored)
            if kill % 2 == 0 { try store.close() }
        }
    }
}

/// What runs in the process that is killed.
enum KilledAtSystemCall {
    static func commit(path: String, killedAt call: String, number: Int) throws {
        let acknowledgements = try AcknowledgementFile(path: path)
        try attachTracer(path: path, call: call, number: number)
        // A call that does not come that often ends the life by the clock.
        let executioner = Thread {
            sleep(1)
            kill(getpid(), SIGKILL)
        }
        executioner.start()
        let store = try Store(StoreConfiguration(path: path))
        var count = try acknowledgements.count()
        while true {
            try store.commit(NumberedBatch.make(Int64(count)))
            count += 1
            try acknowledgements.write(count)
            try store.keepUp(NumberedBatch.time(Int64(count)))
        }
    }

    private static func attachTracer(path: String, call: String, number: Int) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/strace")
        var arguments = ["-f", "-p", "\(getpid())", "-e", "trace=\(call)"]
        arguments += ["-e", "inject=\(call):signal=KILL:when=\(number)", "-o", path + "-strace"]
        for file in [path, path + ".journal"] {
            for suffix in ["", "-wal", "-shm"] { arguments += ["-P", file + suffix] }
        }
        process.arguments = arguments
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        // It says so once it holds every thread.
        _ = pipe.fileHandleForReading.availableData
    }
}
