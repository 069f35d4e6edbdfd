import BelfryAPI
import BelfryModel

/// The sensors as a table, those in trouble first: a dead sensor must not hide below three hundred live ones.
struct SensorPage {
    /// From worst to best.
    static let states = ["never_seen", "silent", "faulty", "late", "live", "out_of_service"]

    let sensors: [SensorDocument]
    let now: Timestamp
    let terminal: Terminal

    /// The lines of the page.
    var lines: [String] {
        guard !sensors.isEmpty else { return ["no such sensor"] }
        return table.lines(on: terminal) + ["", summary]
    }

    private var table: TextTable {
        TextTable(
            columns: [
                .init(title: "SENSOR", mayShrink: true),
                .init(title: "STATE"),
                .init(title: "LAST SEEN", alignment: .right),
                .init(title: "EVERY", alignment: .right),
                .init(title: "DOMAIN"),
                .init(title: "ZONE", mayShrink: true),
                .init(title: "AGENCY", mayShrink: true),
                .init(title: "PLACE", mayShrink: true),
            ],
            rows: Self.sorted(sensors).map(row)
        )
    }

    private func row(_ sensor: SensorDocument) -> [TextTable.Cell] {
        let seen = sensor.lastSeen.flatMap { Timestamp(rfc3339: $0) }
        let age = seen.map { DurationText.short(nanoseconds: now.nanosecondsSince($0)) + " ago" } ?? "never"
        return [
            .init(sensor.sensor, style: .strong),
            .init(Self.word(sensor.state), style: TextStyle(sensorState: sensor.state)),
            .init(age),
            .init(sensor.cadenceSeconds.map(DurationText.short(seconds:)) ?? ""),
            .init(sensor.domain),
            .init(sensor.zone),
            .init(sensor.agency),
            .init(sensor.place == sensor.sensor ? "" : sensor.place),
        ]
    }

    private var summary: String {
        let counts = Self.states.reversed().compactMap { state -> String? in
            let count = sensors.count { $0.state == state }
            return count > 0 ? "\(count) \(Self.word(state))" : nil
        }
        return "\(sensors.count) sensors: \(counts.joined(separator: ", "))"
    }

    /// Worst state first, then by name.
    static func sorted(_ sensors: [SensorDocument]) -> [SensorDocument] {
        sensors.sorted { left, right in
            let (first, second) = (rank(left.state), rank(right.state))
            return first == second ? (left.sensor, left.agency) < (right.sensor, right.agency) : first < second
        }
    }

    private static func rank(_ state: String) -> Int {
        states.firstIndex(of: state) ?? states.count
    }

    private static func word(_ state: String) -> String {
        state.replacing("_", with: " ")
    }
}
