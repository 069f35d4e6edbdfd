import BelfryAPI
import BelfryDetection
import BelfryModel

/// The series behind a finding on several together: the stations of a stretch, the sensors of a place, the members of a group.
///
/// The finding names the stretch or the place, and no series has that name. What belongs to it the rule says; where it is gone or
/// cannot be read here, the names of sensors and places do.
struct FindingMembers {
    let finding: FindingDocument
    /// The rule of that name in force; nil where there is none.
    let rule: Rule?
    let corridors: [Corridor]

    /// The members among all series: those of the finding's own quantity first, each in driving direction.
    func series(among all: [SeriesDescriptor]) -> [SeriesDescriptor] {
        let grouped = grouped(all)
        let found = grouped.isEmpty ? all.filter(isNamed) : grouped
        return found.map { (key: order(of: $0), series: $0) }.sorted { $0.key < $1.key }.map(\.series)
    }

    private func order(of series: SeriesDescriptor) -> (Int, String, Int, String) {
        let quantity = series.key.quantity.name
        let station = CorridorStation(of: series, on: corridors)?.station ?? 0
        return (quantity == finding.quantity ? 0 : 1, quantity, station, series.identity)
    }

    private func grouped(_ all: [SeriesDescriptor]) -> [SeriesDescriptor] {
        guard let rule, rule.isOfGroup, let set = try? RuleSet([rule], corridors: corridors) else { return [] }
        return all.filter { series in
            guard rule.matches(series), let group = set.group(of: series, under: rule) else { return false }
            if group.series.identity == "\(finding.agency)/\(finding.sensor)/\(finding.quantity)" { return true }
            // The quantity of a stretch is the algorithm's, which may have changed since.
            let section = group.sections.firstIndex { section in
                section.key.sensor == finding.sensor && section.place.name == finding.place
            }
            guard let section else { return false }
            return section == group.station || section + 1 == group.station
        }
    }

    private func isNamed(_ series: SeriesDescriptor) -> Bool {
        guard series.domain.name == finding.domain else { return false }
        return names.contains(series.key.sensor) || names.contains(series.place.name)
    }

    /// The place, and of a stretch the stations at its two ends: `ring-east ring-east-04-ring-east-05` at `ring-east-04`.
    private var names: Set<String> {
        let next = finding.place.firstRange(of: "\(finding.sensor)-").map { String(finding.place[$0.upperBound...]) }
        return Set([finding.place, finding.sensor, next ?? ""]).subtracting([""])
    }
}
