// Three years of a city whose winters are worse than most fires: what must not ring there.

import BelfryDetection
import BelfryModel
import Foundation
import Testing

@Suite struct BeijingTests {
    private struct Hour {
        var start: Timestamp
        /// In µg/m³.
        var fineParticles: Double
        /// In mg/m³.
        var carbonMonoxide: Double
    }

    /// Hourly means of a station in Dongsi, 2013 to 2016; nil where this machine has none.
    private static let hours: [Hour]? = SharedData.file("detection/air_beijing/Dongsi.csv").map { data in
        String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst().enumerated().map { index, line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            return Hour(
                start: Watch.start + Double(index) * 3_600,
                fineParticles: Double(cells[1]) ?? .nan,
                carbonMonoxide: (Double(cells[3]) ?? .nan) / 1_000
            )
        }
    }

    @Test(.enabled(if: hours != nil, "shared/data is not beside this repository"))
    func smogIsNoFire() throws {
        var watch = FireWatch()
        var findings: [FireFinding] = []
        for hour in try #require(Self.hours) {
            let interval = FireInterval(
                from: hour.start,
                to: hour.start + 3_600,
                carbonMonoxide: hour.carbonMonoxide,
                fineParticles: hour.fineParticles
            )
            if let finding = watch.observe(interval) { findings.append(finding) }
        }
        #expect(findings.isEmpty, "\(findings)")
    }

    @Test(.enabled(if: hours != nil, "shared/data is not beside this repository"))
    func smogIsNoDose() throws {
        var watch = try Watch(
            .carbonMonoxideDose(CarbonMonoxideDoseParameters()),
            quantity: "co",
            unit: "mg/m3",
            cadence: Nanoseconds.perHour
        )
        for hour in try #require(Self.hours) where !hour.carbonMonoxide.isNaN {
            watch.receive(hour.carbonMonoxide, at: hour.start)
        }
        #expect(watch.verdicts.isEmpty)
    }
}
