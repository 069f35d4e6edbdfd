// What detectors have learnt from history is worth keeping; what that history ended with is not the present.

import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

@Suite struct RestTests {
    private static func rules() throws -> RuleSet {
        let silent = try Rule(
            name: "silent",
            detector: .silence(SilenceParameters(missedIntervals: 3)),
            severity: .minor
        )
        let stuck = try Rule(
            name: "stuck",
            detector: .flatLine(FlatLineParameters(durationNanoseconds: 60 * EngineDesk.second)),
            severity: .minor
        )
        return try RuleSet([EngineStoryTests.threshold("high"), silent, stuck])
    }

    @Test(
        "History that ends in the middle of everything rings for nothing, and what still holds rings anew",
        arguments: [1, 3]
    )
    func seeded(shards: Int) throws {
        let image = LatestImage()
        let past = Engine(
            configuration: EngineConfiguration(
                shards: shards,
                allowedLatenessNanoseconds: 5 * EngineDesk.second,
                seriesLimit: 100
            ),
            rules: try Self.rules(),
            describe: { EngineDesk.descriptor($0.index) },
            sink: { if let made = $0.image { image.set(made) } }
        )
        func submit(_ reading: Reading, to engine: Engine) {
            withUnsafePointer(to: reading) { _ = engine.submit(UnsafeBufferPointer(start: $0, count: 1)) }
            engine.step()
        }
        // One is above its limit, one has stopped changing, one has stopped speaking, and all have a rhythm.
        for second in stride(from: 0.0, to: 1_200, by: 10) {
            submit(EngineDesk.reading(0, 9 + second / 1e6, at: second), to: past)
            submit(EngineDesk.reading(1, second > 600 ? 1 : second / 1e4, at: second), to: past)
            if second < 600 { submit(EngineDesk.reading(2, second / 1e4, at: second), to: past) }
        }
        past.tick(EngineDesk.time(1_300))
        past.step()
        past.rest()
        past.takeImage(EngineDesk.time(1_300))
        past.step()

        let desk = EngineDesk(try Self.rules())
        let restored = desk.engine.restore(try #require(image.get()))
        #expect(restored.series.count == 3)
        let begin = 100_000.0
        desk.engine.resume(EngineDesk.time(begin))
        #expect(desk.tick(begin).isEmpty)
        // Nobody waits for one that has not spoken. The others go on as they were; that it did is known from the first word on, and the rhythm without any.
        desk.take(EngineDesk.reading(0, 9, at: begin + 1), EngineDesk.reading(1, 1, at: begin + 1))
        #expect(desk.tick(begin + 2) == ["100001.0 high raised gauge-0"])
        #expect(
            desk.tick(begin + 300).map { $0.split(separator: " ").dropFirst().joined(separator: " ") }.sorted() == [
                "silent raised gauge-0", "silent raised gauge-1",
            ]
        )
    }
}
