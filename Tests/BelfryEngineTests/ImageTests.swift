// An engine that was killed, taken up from an image and fed what came after it, beside one that never stopped.

import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryWindows
import Testing

@Suite struct ImageTests {
    /// Gathers what the sink is given, images apart.
    final class Keeper: Sendable {
        let collector = Collector()
        private let newest = LatestImage()

        func take(_ batch: FindingBatch) {
            if let image = batch.image { newest.set(image) } else { collector.take(batch) }
        }

        var image: EngineImage? { newest.get() }
    }

    private static func engine(
        _ city: SmallCity,
        _ rules: RuleSet,
        shards: Int,
        _ keeper: Keeper
    ) -> Engine {
        let descriptors = city.descriptors
        return Engine(
            configuration: EngineConfiguration(shards: shards, allowedLatenessNanoseconds: SmallCity.lateness),
            rules: rules,
            describe: { descriptors[Int($0.index)] },
            sink: keeper.take
        )
    }

    /// Feeds readings with a tick a second.
    private static func feed(_ readings: ArraySlice<Reading>, to engine: Engine) {
        var nextTick =
            readings.first.map { $0.arrivalTime.advanced(byNanoseconds: Nanoseconds.perSecond) } ?? .distantPast
        for reading in readings {
            while reading.arrivalTime > nextTick {
                engine.tick(nextTick)
                engine.step()
                nextTick = nextTick.advanced(byNanoseconds: Nanoseconds.perSecond)
            }
            withUnsafePointer(to: reading) { reading in
                while engine.submit(UnsafeBufferPointer(start: reading, count: 1)) == 0 { engine.step() }
            }
        }
    }

    @Test(arguments: 0..<12)
    func whatGoesOnFromAnImageTellsTheSameBytes(round: Int) throws {
        let seed = UInt64(5_100 + round)
        var random = SeededRandom(seed: seed)
        let city = SmallCity(seed: seed, series: 60, seconds: 1_500)
        let rules = try SmallCity.everyKind(behind: 0)
        // That rules have other numbers after a restart is no reason to begin anew.
        let rulesAfter = try SmallCity.everyKind(behind: round % 3)
        let end = SmallCity.start.advanced(by: (city.seconds + 7_200) * Nanoseconds.perSecond)
        let whole = Keeper()
        let undisturbed = Self.engine(city, rules, shards: 1, whole)
        Self.feed(city.readings[...], to: undisturbed)
        undisturbed.tick(end)
        undisturbed.step()

        let first = Keeper()
        let before = Self.engine(city, rules, shards: Int.random(in: 1...3, using: &random), first)
        let cut = Int.random(in: 1..<city.readings.count, using: &random)
        let killed = Int.random(in: cut...city.readings.count, using: &random)
        Self.feed(city.readings[..<cut], to: before)
        let instant = city.readings[cut - 1].arrivalTime
        before.takeImage(instant)
        before.step()
        let image = try #require(first.image)
        #expect(image.instant == instant)
        // What comes after the image and before the end is lost with the engine, but for what was told of it.
        let toldAtImage = first.collector.current.findings.count
        Self.feed(city.readings[cut..<killed], to: before)

        let second = Keeper()
        let after = Self.engine(city, rulesAfter, shards: Int.random(in: 1...3, using: &random), second)
        let restored = after.restore(image)
        #expect(
            restored.series.count == Set(city.readings[..<cut].map(\.series)).count && restored.leftOut == 0,
            "seed \(seed)"
        )
        Self.feed(city.readings[cut...], to: after)
        after.tick(end)
        after.step()
        let lines = Array(first.collector.current.lines.prefix(toldAtImage)) + second.collector.current.lines
        #expect(lines == whole.collector.current.lines, "seed \(seed), cut at \(cut)")
    }

    @Test func threadsMakeTheSameImageWhileTheyWork() throws {
        let city = SmallCity(seed: 77, series: 60, seconds: 300)
        let rules = try SmallCity.rules()
        func run(threads: Bool) throws -> (EngineImage, [String]) {
            let keeper = Keeper()
            let engine = Self.engine(city, rules, shards: 2, keeper)
            if threads { engine.start() }
            Self.feed(city.readings[..<1_000], to: engine)
            engine.takeImage(city.readings[999].arrivalTime)
            Self.feed(city.readings[1_000...], to: engine)
            if threads { engine.stop() } else { engine.step() }
            return (try #require(keeper.image), keeper.collector.current.lines)
        }
        let (image, lines) = try run(threads: false)
        let (imageOfThreads, linesOfThreads) = try run(threads: true)
        #expect(image.parts.map(\.count) == imageOfThreads.parts.map(\.count) && lines == linesOfThreads)
        let keeper = Keeper()
        let engine = Self.engine(city, rules, shards: 1, keeper)
        #expect(engine.restore(imageOfThreads).series.count == 60)
    }

    /// Another rule, unit or interval is another purpose; a torn image is no image.
    @Test func whatDoesNotFitIsLeftOut() throws {
        let city = SmallCity(seed: 78, series: 30, seconds: 120)
        let rules = try SmallCity.rules()
        let keeper = Keeper()
        let engine = Self.engine(city, rules, shards: 2, keeper)
        Self.feed(city.readings[...], to: engine)
        engine.takeImage(try #require(city.readings.last).arrivalTime)
        engine.step()
        let image = try #require(keeper.image)
        let others = try RuleSet(rules.rules.filter { $0.name != "few-readings" })
        let watched = city.descriptors.filter { $0.domain == .safety }.count
        let fewer = Self.engine(city, others, shards: 1, Keeper()).restore(image)
        #expect(fewer.series.count == 30 - watched && fewer.leftOut == watched, "rules of safety have changed")
        let reversed = try RuleSet(rules.rules.reversed())
        #expect(
            Self.engine(city, reversed, shards: 1, Keeper()).restore(image).leftOut > 0,
            "the order of windows counts"
        )
        var torn = image
        torn.parts = torn.parts.map { Array($0.dropLast(100)) }
        let rest = Self.engine(city, rules, shards: 1, Keeper()).restore(torn)
        #expect(rest.series.count == 28 && rest.leftOut == 2, "the last of each part")
        let nonsense = EngineImage(instant: .distantPast, parts: [[1], []])
        #expect(Self.engine(city, rules, shards: 1, Keeper()).restore(nonsense).series.isEmpty)
    }
}
