import BelfryModel

/// What else is known where water is told: it makes the difference between a flood and a parked car.
///
/// Intuition: water comes to a street from its neighbours' side as well, and a sensor whose battery fails sees water that is not
/// there. Limits: neighbours are the sensors of the zone; what no rule watches is not known here; the first flood of an evening has
/// no witness yet, so its absence says nothing. Refused: certainty that grows with each of them, which would issue the same
/// warning anew.
struct Witnesses {
    /// Of the same zone, that tell of water as well.
    private let neighbours: Int
    /// What the sensor's own battery is found at, by a limit; nil where none is passed.
    ///
    /// That it is silent says nothing of its charge.
    private let battery: Evidence?

    init(of finding: Finding, among open: some Sequence<Incident>) {
        var sensors = Set<String>()
        var battery: Finding?
        for other in open.lazy.flatMap(\.findings) where other.phase == .raised {
            let (key, own) = (other.series.key, finding.series.key)
            if other.kind == .flood, key.sensor != own.sensor, other.series.zone == finding.series.zone {
                sensors.insert("\(key.agency)/\(key.sensor)")
            }
            guard other.kind == .threshold, key.quantity.name == "battery", key.sensor == own.sensor,
                key.agency == own.agency
            else { continue }
            // Of several limits the one that was passed last, in whatever order incidents are held.
            if battery.map({ ($0.from, $0.id) < (other.from, other.id) }) ?? true { battery = other }
        }
        neighbours = finding.series.zone.isEmpty ? 0 : sensors.count
        self.battery = battery.map {
            Evidence(name: "battery", value: $0.value, unit: $0.series.unit, time: $0.from)
        }
    }

    /// The finding with what they say.
    func testify(to finding: Finding) -> Finding {
        var finding = finding
        finding.evidence.append(
            Evidence(name: "neighbours_flooded", value: Double(neighbours), unit: Unit("1"), time: finding.detectedAt)
        )
        if neighbours > 0 {
            finding.text +=
                "; \(neighbours) other sensor\(neighbours == 1 ? "" : "s") of zone \(finding.series.zone) "
                + "\(neighbours == 1 ? "tells" : "tell") of water as well"
        }
        if let battery {
            finding.evidence.append(battery)
            let level = battery.unit.text(of: NumberText.text(of: battery.value))
            finding.text += "; its battery is at \(level), which may be all there is to it"
        }
        return finding
    }
}
