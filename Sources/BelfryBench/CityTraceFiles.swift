// What `Deploy/compare` sends to other stores: the same readings in their own words, a second of the city a file.

public import BelfryModel
import FoundationEssentials

/// The city's readings as files, each the body of one request.
public struct CityTraceFiles {
    /// What a server takes.
    public enum Format: String, CaseIterable, Sendable {
        /// InfluxDB's line protocol, with times in milliseconds.
        case influx
        /// Prometheus' remote write, which VictoriaMetrics takes as well.
        case remoteWrite = "remote-write"
    }

    private static let series: Int32 = 10_000
    private static let secondsPerSweep = 10

    public var format: Format
    /// When the first reading is due.
    public var start: Timestamp

    public init(format: Format, start: Timestamp) {
        self.format = format
        self.start = start
    }

    /// Writes whole sweeps, 10,000 readings in ten files each, until there are as many readings as asked for.
    ///
    /// - Parameter folder: exists and is empty; the files' names are in their order.
    /// - Returns: how many readings there are.
    public func write(readings: Int, to folder: String) throws -> Int {
        var trace = CityTrace(series: Self.series, start: start)
        var written = 0
        var file = 0
        while written < readings {
            for part in 0..<Self.secondsPerSweep {
                let second = trace.readings(part: part, of: Self.secondsPerSweep)
                let number = String(file)
                let name = String(repeating: "0", count: max(0, 8 - number.count)) + number
                try Data(body(second)).write(to: URL(filePath: "\(folder)/\(name)"))
                written += second.count
                file += 1
            }
        }
        return written
    }

    private func body(_ readings: [Reading]) -> [UInt8] {
        switch format {
        case .influx:
            let lines = readings.map { reading in
                "reading,sensor=s\(reading.series.index) value=\(reading.value) \(reading.eventTime.milliseconds)\n"
            }
            return Array(lines.joined().utf8)
        case .remoteWrite: return RemoteWriteRequest.body(readings)
        }
    }
}
