import Foundation
import Glibc
import Synchronization
import Testing

@testable import BelfryStore

/// SIGKILL at any instant loses nothing that was reported as stored.
@Suite(.serialized) struct KilledProcessTests {
    /// `BELFRY_KILLS=200` for the long run.
    static let kills = getenv("BELFRY_KILLS").flatMap { Int(String(cString: $0)) } ?? 20

    static let livesOfAStore = 20

    @Test("Kills of a process that commits, seals and prunes: every acknowledged batch is there, once")
    func kills() async throws {
        var folder = try TemporaryFolder()
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for kill in 0..<Self.kills {
            // Looking through all that was stored takes longer with every life.
            if kill % Self.livesOfAStore == 0 { folder = try TemporaryFolder() }
            let path = folder.database
            let lifetime = Int.random(in: 1_000...60_000, using: &random)
            await #expect(processExitsWith: .signal(SIGKILL), "seed \(seed)") {
                [path = path as String, lifetime = lifetime as Int] in
                try KilledProcess.commitUntilKilled(path: path, afterMicroseconds: lifetime)
            }
            let store = try Store(folder.configuration)
            let acknowledged = try AcknowledgementFile(path: path).count()
            let stored = try store.expectNumbered(acknowledged: acknowledged, begun: acknowledged + 1)
            // The next process goes on where this one was cut off.
            try AcknowledgementFile(path: path).write(stored)
            if kill % 2 == 0 { try store.close() }
        }
    }
}

/// What runs in the process that is killed.
enum KilledProcess {
    static func commitUntilKilled(path: String, afterMicroseconds lifetime: Int) throws {
        let acknowledgements = try AcknowledgementFile(path: path)
        let store = try Store(StoreConfiguration(path: path))
        let executioner = Thread {
            usleep(UInt32(lifetime))
            kill(getpid(), SIGKILL)
        }
        executioner.start()
        var number = try acknowledgements.count()
        while true {
            try store.commit(NumberedBatch.make(Int64(number)))
            number += 1
            try acknowledgements.write(number)
            try store.keepUp(NumberedBatch.time(Int64(number)))
        }
    }
}

/// How many batches were reported as stored; it survives the process, though not a power cut.
struct AcknowledgementFile {
    private let path: String

    init(path: String) throws {
        self.path = path + "-acknowledged"
        if !FileManager.default.fileExists(atPath: self.path) { try write(0) }
    }

    func count() throws -> Int {
        try Data(contentsOf: URL(filePath: path)).withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
    }

    /// One write of 8 bytes in place: the kernel has it or has it not.
    func write(_ count: Int) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        var count = count
        guard pwrite(descriptor, &count, 8, 0) == 8 else { throw CocoaError(.fileWriteUnknown) }
    }
}
