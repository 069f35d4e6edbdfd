// The official vectors, each exactly.
//
// There is no other oracle for the American index among the Python packages: `python-aqi` 0.6.1 keeps the PM2.5
// breakpoints of 2012 and the ozone breakpoints of 2008. It says 38 for 9.1 µg/m³, which has been 51 since May 2024.

import BelfryDetection
import BelfryModel
import Testing

@Suite(.enabled(if: SharedData.vectors != nil, "needs ../shared/data/vectors.json beside the checkout"))
struct AirVectorTests {
    @Test func everyIndex() throws {
        let vectors = try #require(try AirVectors.read()).indices
        #expect(vectors.count > 50)
        let measures: [String: AQIMeasure] = [
            "pm25": .pm25Day, "pm10": .pm10Day, "o3_8h_ppm": .ozoneEightHours, "o3_1h_ppm": .ozoneHour,
            "co_8h_ppm": .carbonMonoxideEightHours, "no2_1h_ppb": .nitrogenDioxideHour,
            "so2_1h_ppb": .sulphurDioxideHour,
        ]
        for vector in vectors {
            let measure = try #require(measures[vector.p])
            let index = AQIScale(measure).value(concentration: vector.c)?.index
            #expect(index == vector.aqi, "\(vector.p) \(vector.c)")
        }
    }

    @Test func everyNowCast() throws {
        let vectors = try #require(try AirVectors.read()).nowCasts
        #expect(vectors.count == 9)
        for vector in vectors {
            #expect(vector.hoursNewestFirst.count == ParticleNowCast.reach)
            let nowCast = ParticleNowCast(hours(newestFirst: vector.hoursNewestFirst))
            #expect((nowCast == nil) == (vector.nowcast == nil), "\(vector.name)")
            guard let nowCast, let expected = vector.nowcast else { continue }
            #expect(abs(nowCast.concentration - expected) < 1e-9, "\(vector.name)")
            #expect(nowCast.weight == vector.w, "\(vector.name)")
            let steps = AQIMeasure.pm25Day.steps(concentration: nowCast.concentration)
            #expect(steps.map { "\($0 / 10).\($0 % 10)" } == vector.nowcastTrunc, "\(vector.name)")
            let index = AQIScale(.pm25Day).value(concentration: nowCast.concentration)?.index
            #expect(index == vector.aqiPm252024, "\(vector.name)")
        }
    }

    @Test func everyEuropeanBand() throws {
        let vectors = try #require(try AirVectors.read()).european
        #expect(EAQIBand.allCases.map(\.name) == vectors.names)
        let pollutants: [String: AirPollutant] = [
            "PM2.5": .pm25, "PM10": .pm10, "NO2": .nitrogenDioxide, "O3": .ozone, "SO2": .sulphurDioxide,
        ]
        for vector in vectors.vectors {
            let scale = try #require(pollutants[vector.p].flatMap { EAQIScale($0) })
            #expect(scale.band(microgramsPerCubicMetre: vector.v)?.rawValue == vector.band, "\(vector.p) \(vector.v)")
        }
        #expect(vectors.bands.count == pollutants.count)
        for (name, ends) in vectors.bands {
            let scale = try #require(pollutants[name].flatMap { EAQIScale($0) })
            for (index, end) in ends.enumerated() {
                #expect(scale.band(microgramsPerCubicMetre: end)?.rawValue == UInt8(index + 1), "\(name) \(end)")
                #expect(scale.band(microgramsPerCubicMetre: end + 0.01)?.rawValue == UInt8(index + 2), "\(name) \(end)")
            }
        }
    }
}
