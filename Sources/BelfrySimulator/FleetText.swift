// The simulated city in the words of Belfry's configuration, so that a demo, a test and a person use one truth.

import BelfryModel

extension SimulatedCity {
    /// `fleet:` and `corridors:` for belfry.yaml, or for a file that it names.
    public var fleetYAML: String {
        var lines = ["fleet:"]
        lines += sensors.map { sensor in
            let longitude = DecimalText.text(sensor.location.longitude, decimals: 5)
            let latitude = DecimalText.text(sensor.location.latitude, decimals: 5)
            return "  - { sensor: \(sensor.sensor), agency: \(sensor.agency), domain: \(sensor.domain.name), "
                + "zone: \(sensor.zone), site: \(sensor.site), location: [\(longitude), \(latitude)], "
                + "cadence: \(Self.duration(sensor.cadenceNanoseconds)) }"
        }
        lines.append("corridors:")
        lines += corridors.map { "  - { id: \($0.id), stations: [\($0.stations.joined(separator: ", "))] }" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `subscribe:` entries for the broker that the city publishes to, each line indented by `indentation` blanks.
    public static func subscriptionsYAML(indentation: Int = 6) -> String {
        let blanks = String(repeating: " ", count: max(0, indentation))
        return subscriptions.split(separator: "\n").map { blanks + $0 }.joined(separator: "\n") + "\n"
    }

    private static let subscriptions = """
        - topic: city/{zone}/{domain}/{sensor}/{quantity}
          format: value
          agency: traffic
          unit: { flow: 1/h, speed: km/h, occupancy: "%" }
        - topic: env/{zone}/{sensor}
          format: ngsi
          agency: environment
        - topic: safety/{zone}/{sensor}
          format: senml
          agency: safety
        - topic: acme/{sensor}/up
          format: json
          agency: acme
          mapping:
            sensor: /dev/id
            time: { pointer: /t, as: epoch_ms }
            readings:
              - { quantity: no2, pointer: /gas/no2, unit: ppb }
              - { quantity: battery, pointer: /bat, unit: "%" }
        """

    private static func duration(_ nanoseconds: Int64) -> String {
        nanoseconds % Nanoseconds.perSecond == 0
            ? "\(nanoseconds / Nanoseconds.perSecond)s" : "\(nanoseconds / Nanoseconds.perMillisecond)ms"
    }
}
