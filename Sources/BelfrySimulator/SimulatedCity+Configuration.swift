import BelfryModel

extension SimulatedCity {
    /// `fleet:` and `corridors:` for belfry.yaml, or for a file that it names.
    public var fleetYAML: String { FleetText.yaml(of: sensors, corridors) }

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
}
