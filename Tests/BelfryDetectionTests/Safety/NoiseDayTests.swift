import BelfryDetection
import Foundation
import Testing

@Suite struct NoiseDayTests {
    private struct Vectors: Decodable {
        struct Noise: Decodable {
            struct Day: Decodable {
                var day: Double
                var evening: Double
                var night: Double
                var level: Double
                enum CodingKeys: String, CodingKey {
                    case day = "Ld"
                    case evening = "Le"
                    case night = "Ln"
                    case level = "Lden"
                }
            }
            var lden: [Day]
        }
        var noise: Noise
    }

    @Test(.enabled(if: SharedData.vectors != nil, "shared/data/vectors.json is not beside this repository"))
    func published() throws {
        let usual = try #require(NoiseDay())
        let vectors = try JSONDecoder().decode(Vectors.self, from: #require(SharedData.vectors)).noise.lden
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let level = usual.level(
                dayDecibels: vector.day,
                eveningDecibels: vector.evening,
                nightDecibels: vector.night
            )
            #expect(abs(level - vector.level) < 1e-9)
        }
    }

    @Test(
        "Every hour is of one period, and each has as many as it says",
        arguments: [(7, 19, 23), (6, 20, 22), (7, 21, 23)]
    )
    func hours(_ starts: (Int, Int, Int)) throws {
        let day = try #require(
            NoiseDay(dayStartHour: starts.0, eveningStartHour: starts.1, nightStartHour: starts.2)
        )
        for period in NoiseDay.Period.allCases {
            #expect((0..<24).count { day.period(ofHour: $0) == period } == day.hours(of: period))
        }
        let level = day.level(dayDecibels: 50, eveningDecibels: 45, nightDecibels: 40)
        #expect(abs(level - 50) < 1e-9, "each is as loud as it may be")
    }

    @Test func hoursThatDoNotFollowEachOtherAreNone() {
        #expect(NoiseDay(dayStartHour: 19, eveningStartHour: 7, nightStartHour: 23) == nil)
        #expect(NoiseDay(dayStartHour: 7, eveningStartHour: 24, nightStartHour: 25) == nil)
        #expect(NoiseDay(dayStartHour: -1) == nil)
    }
}
