import BelfryDetection
import BelfryEngine
import BelfryModel

/// One engine worked by hand on a virtual clock, for stories.
final class EngineDesk {
    static let second = Nanoseconds.perSecond

    let engine: Engine
    let collector = Collector()
    private var seen = 0

    init(
        _ rules: RuleSet,
        shards: Int = 1,
        lateness: Int64 = 5 * second,
        seriesLimit: Int = 100,
        ringCapacity: Int = 64,
        cadence: Int64? = nil,
        restoring: [ActiveFinding] = [],
        clock: (@Sendable () -> Timestamp?)? = nil
    ) {
        engine = Engine(
            configuration: EngineConfiguration(
                shards: shards,
                ringCapacity: ringCapacity,
                allowedLatenessNanoseconds: lateness,
                seriesLimit: seriesLimit,
                clock: clock
            ),
            rules: rules,
            restoring: restoring,
            describe: { $0.index == 13 ? nil : Self.descriptor($0.index, cadence: cadence) },
            sink: collector.take
        )
    }

    static func descriptor(_ number: Int32, cadence: Int64? = nil) -> SeriesDescriptor {
        SeriesDescriptor(
            id: SeriesID(number),
            key: SeriesKey(agency: "water", sensor: "gauge-\(number)", quantity: Quantity("water_level")),
            unit: Unit("m"),
            domain: .safety,
            cadenceNanoseconds: cadence
        )
    }

    static func reading(
        _ series: Int32 = 0,
        _ value: Double,
        at seconds: Double,
        event: Double? = nil,
        quality: Quality = .good,
        flags: QualityFlags = []
    ) -> Reading {
        Reading(
            series: SeriesID(series),
            value: value,
            eventTime: time(event ?? seconds),
            arrivalTime: time(seconds),
            quality: quality,
            flags: flags
        )
    }

    static func time(_ seconds: Double) -> Timestamp { Timestamp(nanoseconds: Nanoseconds.from(seconds: seconds)) }

    /// Submits readings and does the work.
    func take(_ readings: Reading...) {
        var taken = 0
        readings.withUnsafeBufferPointer { readings in
            while taken < readings.count {
                taken += engine.submit(UnsafeBufferPointer(rebasing: readings[taken...]))
                engine.step()
            }
        }
    }

    /// Ticks, does the work and tells what came out since the last time: `seconds rule phase series`.
    func tick(_ seconds: Double) -> [String] {
        engine.tick(Self.time(seconds))
        engine.step()
        let findings = collector.current.findings
        defer { seen = findings.count }
        return findings[seen...].map { finding in
            "\(finding.detectedAt.seconds) \(finding.rule) \(finding.phase) \(finding.series.key.sensor)"
        }
    }

    var findings: [Finding] { collector.current.findings }
}
