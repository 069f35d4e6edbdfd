// What is simulated in the words of Belfry's configuration, so that a demo, a test and a person use one truth.

import BelfryModel

/// Writes sensors and corridors as configuration.
enum FleetText {
    /// `fleet:` and `corridors:`.
    static func yaml(of sensors: [SimulatedSensor], _ corridors: [SimulatedCorridor]) -> String {
        var lines = ["fleet:"]
        lines += sensors.map { sensor in
            let longitude = DecimalText.text(sensor.location.longitude, decimals: 5)
            let latitude = DecimalText.text(sensor.location.latitude, decimals: 5)
            return "  - { sensor: \(sensor.sensor), agency: \(sensor.agency), domain: \(sensor.domain.name), "
                + "zone: \(sensor.zone), site: \(sensor.site), location: [\(longitude), \(latitude)], "
                + "cadence: \(duration(sensor.cadenceNanoseconds)) }"
        }
        lines.append("corridors:")
        lines += corridors.map { "  - { id: \($0.id), stations: [\($0.stations.joined(separator: ", "))] }" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func duration(_ nanoseconds: Int64) -> String {
        nanoseconds % Nanoseconds.perSecond == 0
            ? "\(nanoseconds / Nanoseconds.perSecond)s" : "\(nanoseconds / Nanoseconds.perMillisecond)ms"
    }
}
