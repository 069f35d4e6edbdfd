import BelfryIngest
import BelfryModel
import BelfrySimulator

/// One sensor of the town.
struct TownSensor {
    /// How it speaks.
    enum Format: CaseIterable {
        /// One number a topic, without a time of its own.
        case value
        case ngsi
        case senml
        /// A vendor's own JSON, read by a mapping.
        case json

        /// Whether a message says when it was measured.
        var hasTime: Bool { self != .value }
    }

    var name: String
    var format: Format
    var agency: String
    var domain: Domain
    /// The first one is where spikes happen.
    var quantities: [String]
    var cadenceNanoseconds: Int64
    /// Whether the fleet names the cadence; else Belfry has to learn it.
    var isCadenceKnown: Bool
    /// Whether the broker keeps its last message.
    var isRetained: Bool

    init(number: Int, random: inout SplitMix64) {
        format = Format.allCases[number % Format.allCases.count]
        cadenceNanoseconds = Int64.random(in: 3_000...12_000, using: &random) * Nanoseconds.perMillisecond
        isCadenceKnown = number % 3 != 0
        isRetained = Int.random(in: 0..<3, using: &random) == 0
        switch format {
        case .value: (agency, domain, quantities) = ("traffic", .traffic, [number % 8 == 0 ? "speed" : "occupancy"])
        case .ngsi: (agency, domain, quantities) = ("environment", .air, ["no2", "pm10"])
        case .senml: (agency, domain, quantities) = ("safety", .safety, ["laeq"])
        case .json: (agency, domain, quantities) = ("acme", .air, ["no2", "battery"])
        }
        name = "\(agency)-\(number)"
    }

    /// As ``SeriesDescriptor/identity`` says it.
    func identity(_ quantity: Int) -> String { "\(agency)/\(name)/\(quantities[quantity])" }

    var topic: String {
        switch format {
        case .value: "city/north/\(domain.name)/\(name)/\(quantities[0])"
        case .ngsi: "env/north/\(name)"
        case .senml: "safety/north/\(name)"
        case .json: "acme/\(name)/up"
        }
    }

    /// A message with one number a quantity, each in millionths.
    func payload(_ millionths: [Int64], measuredAt: Timestamp) -> [UInt8] {
        let texts = millionths.map(Self.text)
        let text =
            switch format {
            case .value: texts[0]
            case .ngsi:
                #"{"id":"\#(name)","type":"AirQualityObserved","dateObserved":"\#(measuredAt.rfc3339)","#
                    + #""NO2":\#(texts[0]),"PM10":\#(texts[1])}"#
            case .senml:
                #"[{"bn":"\#(name):","bt":\#(Self.text(measuredAt.nanoseconds / 1_000)),"#
                    + #""n":"laeq","u":"dB(A)","v":\#(texts[0])}]"#
            case .json:
                #"{"dev":{"id":"\#(name)"},"t":\#(measuredAt.milliseconds),"gas":{"no2":\#(texts[0])},"#
                    + #""bat":\#(texts[1])}"#
            }
        return Array(text.utf8)
    }

    private static func text(_ millionths: Int64) -> String {
        let fraction = String(millionths % 1_000_000 + 1_000_000).dropFirst()
        return "\(millionths / 1_000_000).\(fraction)"
    }
}

extension TownSensor {
    /// What Belfry is told to read, as a configuration would say it.
    static func subscriptions() throws -> [Subscription] {
        [
            Subscription(
                template: try TopicTemplate("city/{zone}/{domain}/{sensor}/{quantity}"),
                format: .value,
                agency: "traffic",
                units: ["flow": Unit("1/h"), "speed": Unit("km/h"), "occupancy": Unit("%")]
            ),
            Subscription(template: try TopicTemplate("env/{zone}/{sensor}"), format: .ngsi, agency: "environment"),
            Subscription(template: try TopicTemplate("safety/{zone}/{sensor}"), format: .senml, agency: "safety"),
            Subscription(
                template: try TopicTemplate("acme/{sensor}/up"),
                format: .json,
                agency: "acme",
                mapping: try JSONMapping(
                    sensor: .pointer(JSONPointer("/dev/id")),
                    time: JSONMapping.Time(pointer: JSONPointer("/t"), encoding: .epochMilliseconds),
                    readings: [
                        JSONMapping.Value(
                            quantity: Quantity("no2"),
                            pointer: JSONPointer("/gas/no2"),
                            unit: Unit("ug/m3")
                        ),
                        JSONMapping.Value(quantity: Quantity("battery"), pointer: JSONPointer("/bat"), unit: Unit("%")),
                    ]
                )
            ),
        ]
    }
}
