import BelfryDetection
import BelfryModel
import Testing

@Suite struct NowCastTests {
    @Test func thePublishedExample() throws {
        // AirNow forum 172: 28.409801, and 87 by the table of 2024.
        let nowCast = try #require(
            ParticleNowCast(hours(newestFirst: [21, nil, 35, 49.2, 48.6, 53.7, 66.2, 69.2, 64.9, 50, 43, 34.9]))
        )
        #expect(abs(nowCast.concentration - 28.409801) < 1e-6)
        #expect(nowCast.weight == 0.5)
        #expect(nowCast.hours == 11)
        #expect(AQIScale(.pm25Day).value(concentration: nowCast.concentration)?.index == 87)
    }

    @Test func twoOfTheLatestThree() {
        let rest: [Double?] = [30, 31, 32, 33, 34, 35, 36, 37, 38]
        #expect(ParticleNowCast(hours(newestFirst: [nil, 30, 30] + rest)) != nil)
        #expect(ParticleNowCast(hours(newestFirst: [30, nil, 30] + rest)) != nil)
        #expect(ParticleNowCast(hours(newestFirst: [30, 30, nil] + rest)) != nil)
        #expect(ParticleNowCast(hours(newestFirst: [30, nil, nil] + rest)) == nil)
        #expect(ParticleNowCast(hours(newestFirst: [nil, nil, 30] + rest)) == nil)
        #expect(ParticleNowCast(RecentHours()) == nil)
    }

    @Test func zeroAndNegativeHours() throws {
        let zero = try #require(ParticleNowCast(hours(newestFirst: Array(repeating: 0, count: 12))))
        #expect(zero.concentration == 0 && zero.weight == 1)
        let below = try #require(ParticleNowCast(hours(newestFirst: [-1, -2, -3])))
        #expect(below.concentration == 0 && below.weight == 1)
        // Noise around nothing takes part with its sign: (4 − 2/2 + 2/4) / 1.75.
        let around = try #require(ParticleNowCast(hours(newestFirst: [4, -2, 2])))
        #expect(around.weight == 0.5)
        #expect(abs(around.concentration - 3.5 / 1.75) < 1e-12)
    }

    @Test func aSilentSensorHasNoneAfterTwoHours() {
        var recent = hours(newestFirst: Array(repeating: 12, count: 12))
        let newest = midnight(2027, 1, 2)
        recent.advance(toHourStarting: hours(1, after: newest))
        #expect(ParticleNowCast(recent) != nil)
        recent.advance(toHourStarting: hours(2, after: newest))
        #expect(ParticleNowCast(recent) == nil)
        recent.advance(toHourStarting: hours(40, after: newest))
        #expect((0..<12).allSatisfy { recent[hoursAgo: $0] == nil })
    }

    @Test func itLiesBetweenItsHoursAndTakesThemInAnyOrder() {
        var random = SeededGenerator(seed: 33)
        let start = midnight(1969, 12, 30)
        for round in 0..<500 {
            // The model remembers everything; the state its hours, some late, some twice, some never.
            var model: [Int: Double] = [:]
            var recent = RecentHours()
            var newest = Int.min
            for _ in 0..<40 {
                let hour = max(0, newest == .min ? 40 : newest + Int.random(in: -34...3, using: &random))
                let value = Double.random(in: 0...1, using: &random) < 0.2 ? nil : random.uniform(0...300)
                let isTaken = recent.take(hourStarting: hours(hour, after: start), value: value)
                newest = max(newest, hour)
                #expect(isTaken == (hour > newest - RecentHours.capacity), "seed 33")
                if isTaken { model[hour] = value }
                check(recent, model, newest: newest, "seed 33, round \(round)")
            }
        }
    }

    private func check(_ recent: RecentHours, _ model: [Int: Double], newest: Int, _ comment: Comment) {
        let known = (0..<12).map { model[newest - $0] }
        #expect((0..<12).allSatisfy { recent[hoursAgo: $0] == known[$0] }, comment)
        let present = known.compactMap { $0 }
        let nowCast = ParticleNowCast(recent)
        #expect((nowCast != nil) == (known.prefix(3).compactMap { $0 }.count >= 2), comment)
        guard let nowCast, let smallest = present.min(), let largest = present.max() else { return }
        #expect(nowCast.concentration >= smallest - 1e-9 && nowCast.concentration <= largest + 1e-9, comment)
        #expect((0.5...1).contains(nowCast.weight) && nowCast.hours == present.count, comment)
    }

    @Test func theOzoneSurrogate() throws {
        let now = try #require(OzoneSurrogate(hours(newestFirst: [60, 50, 40])))
        #expect(abs(now.partsPerBillion - 55.5) < 1e-12 && now.hoursAgo == 0)
        #expect(now.index?.index == 51)
        #expect(now.index?.isSurrogate == true)
        let late = try #require(OzoneSurrogate(hours(newestFirst: [nil, nil, 40])))
        #expect(late.partsPerBillion == 38.5 && late.hoursAgo == 2)
        #expect(OzoneSurrogate(hours(newestFirst: [nil, nil, nil, 40])) == nil)
        #expect(OzoneSurrogate(hours(newestFirst: [-10]))?.partsPerBillion == 0)
        #expect(OzoneSurrogate(hours(newestFirst: [0]))?.partsPerBillion == 4.5)
    }

    @Test func aMeasuredMeanGoesBeforeASurrogate() {
        var report = AQIReport()
        report.take(OzoneSurrogate(hours(newestFirst: [60]))?.index)
        report.take(.ozoneEightHours, concentration: 0.055)
        #expect(report.worst?.index == 51 && report.worst?.isSurrogate == false)
    }
}
