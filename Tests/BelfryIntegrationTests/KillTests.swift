// The promise: what was acknowledged to a broker is stored, and stored once. A kill may fall anywhere: before the commit,
// between the commit and its acknowledgement, in the middle of acknowledging, while starting. A power cut takes the page
// cache along.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Kills and power cuts", .serialized) struct KillTests {}
}

extension IntegrationTests.KillTests {
    private static let kills = 20
    private static let cuts = 20

    @Test("Twenty SIGKILLs under load: every numbered message is stored, once", .timeLimit(.minutes(4)))
    func kills() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("kill seed \(seed)")
        var random = SeededRandom(seed: seed)
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(yaml: NumberedLoad.configuration(broker))
        // The first connection makes the persistent session: from here on nothing may get lost.
        try daemon.start()
        try daemon.connected()
        let load = try NumberedLoad(on: broker)
        for kill in 0..<Self.kills {
            if kill % 2 == 0 {
                // While it works: in the middle of commits and acknowledgements.
                try daemon.waitUntilReady()
                usleep(UInt32.random(in: 0...700_000, using: &random))
                _ = try daemon.ledger()
            } else {
                // Wherever the start has come to.
                usleep(UInt32.random(in: 0...900_000, using: &random))
            }
            daemon.kill()
            try daemon.launch()
        }
        try daemon.waitUntilReady()
        let rounds = try load.finish()
        try NumberedLoad.expectStoredOnce(daemon, rounds: rounds, "\(Self.kills) kills, seed \(seed)")
    }

    @Test(
        "Twenty power cuts under load: every numbered message is stored, once",
        .enabled(if: LoopDevice.isAvailable),
        .timeLimit(.minutes(4))
    )
    func powerCuts() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("power cut seed \(seed)")
        var random = SeededRandom(seed: seed)
        let broker = try MosquittoProcess()
        try broker.start()
        let disk = try LoopDevice(megabytes: 128)
        let daemon = try BelfryProcess(
            yaml: NumberedLoad.configuration(broker),
            storeFolder: URL(filePath: disk.mountPoint)
        )
        try daemon.start()
        try daemon.connected()
        let load = try NumberedLoad(on: broker)
        for _ in 0..<Self.cuts {
            try daemon.waitUntilReady()
            usleep(UInt32.random(in: 0...700_000, using: &random))
            // A pulled plug stops the processor too. Without that the daemon could acknowledge what the dead disk claims
            // to have taken.
            try daemon.freeze()
            #expect(disk.cutPower())
            daemon.kill()
            try disk.restorePower()
            try daemon.launch()
        }
        try daemon.waitUntilReady()
        let rounds = try load.finish()
        try NumberedLoad.expectStoredOnce(daemon, rounds: rounds, "\(Self.cuts) power cuts, seed \(seed)")
    }
}
