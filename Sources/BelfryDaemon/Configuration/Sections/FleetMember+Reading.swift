// The fleet: who is expected. Inline, or in files of the same shape, or as CSV with the keys as its header.
//
//   fleet:
//     - { sensor: tls-114, domain: traffic, zone: north, site: cross-12, location: [4.36, 50.85], cadence: 30s }
//     - { sensor: pm-7, instrument: low_cost_corrected, out_of_service: true }
//     - sensors.csv          # sensor,agency,domain,zone,site,longitude,latitude,cadence,instrument,out_of_service

import BelfryIngest
import BelfryModel

/// Gathers the fleet from wherever it is written.
struct FleetReader {
    let files: ConfigurationFiles

    /// The members under `fleet:`, in order; a sensor that is named twice is reported.
    func members(in keys: MappingReader) -> [FleetMember] {
        guard let node = keys.node("fleet") else { return [] }
        let located: [(member: FleetMember, place: SourcePlace)] = members(of: node).compactMap { node in
            MappingReader.read(node, named: "fleet", faults: files.faults) { FleetMember(reading: $0) }
                .map { ($0, node.place) }
        }
        reportTwins(among: located)
        return located.map(\.member)
    }

    /// The nodes of single members: an element of the list is a member or the name of a file of them.
    private func members(of node: YAMLNode) -> [YAMLNode] {
        switch node.content {
        case .sequence(let elements):
            return elements.flatMap { element -> [YAMLNode] in
                if case .scalar(let name) = element.content { return members(inFile: name, namedAt: element.place) }
                return [element]
            }
        case .scalar(let name): return members(inFile: name, namedAt: node.place)
        default:
            files.faults.report(node.place, "\"fleet\" must be a list of sensors or a file, not \(node.kind)")
            return []
        }
    }

    private func members(inFile name: String, namedAt place: SourcePlace) -> [YAMLNode] {
        let path = TextFile.resolve(name, from: files.folder)
        if path.hasSuffix(".csv") {
            return files.text(of: path, namedAt: place).map { CSVTable(file: path, faults: files.faults).rows(of: $0) }
                ?? []
        }
        guard let tree = files.tree(of: path, namedAt: place) else { return [] }
        switch tree.content {
        case .null: return []
        case .sequence(let elements): return elements
        default:
            return MappingReader.read(tree, named: path, faults: files.faults) { $0.list("fleet") } ?? []
        }
    }

    private func reportTwins(among members: [(member: FleetMember, place: SourcePlace)]) {
        var places: [String: SourcePlace] = [:]
        for (member, place) in members {
            let identity = "\(member.agency ?? "")/\(member.sensor)"
            if let first = places.updateValue(place, forKey: identity) {
                files.faults.report(
                    place,
                    "sensor \"\(member.sensor)\" is in the fleet twice, first at \(first)",
                    remedy: "remove one, or name different agencies"
                )
            }
        }
    }
}

extension FleetMember {
    /// A silence is declared after a few cadences; beyond a month nobody would wait for it.
    private static let cadences = Nanoseconds.perSecond / 10...31 * Nanoseconds.perDay

    init?(reading keys: MappingReader) {
        let sensor = keys.required("sensor", as: .text)
        let agency = keys.scalar("agency", as: .text)
        let domain = keys.scalar("domain", as: .domain)
        let zone = keys.scalar("zone", as: .text)
        let site = keys.scalar("site", as: .text)
        let location = keys.location("location") ?? keys.locationInColumns()
        let cadence = keys.scalar("cadence", as: .duration(Self.cadences))
        let instrument = keys.scalar("instrument", as: .instrument)
        let isOutOfService = keys.scalar("out_of_service", as: .flag)
        guard let sensor else { return nil }
        self.init(
            sensor: sensor,
            agency: agency,
            domain: domain,
            zone: zone,
            site: site,
            location: location,
            cadenceNanoseconds: cadence,
            instrument: instrument ?? .unknown,
            isOutOfService: isOutOfService ?? false
        )
    }
}

extension MappingReader {
    /// A point as two keys of its own, the way tables have it.
    fileprivate func locationInColumns() -> Location? {
        let longitude = scalar("longitude", as: .number(-180...180))
        let latitude = scalar("latitude", as: .number(-90...90))
        if contains("longitude") != contains("latitude") {
            report(contains("longitude") ? "longitude" : "latitude", "longitude and latitude only go together")
        }
        guard let longitude, let latitude else { return nil }
        return Location(longitude: longitude, latitude: latitude)
    }
}

extension ScalarForm where Value == Instrument {
    fileprivate static var instrument: ScalarForm {
        let known = Instrument.allCases.filter { $0 != .unknown }
        let names = known.map(\.name)
        return ScalarForm("one of \(names.joined(separator: ", "))", candidates: names) { text in
            known.first { $0.name == text }
        }
    }
}

extension ScalarForm where Value == Domain {
    static var domain: ScalarForm {
        let names = Domain.allCases.map(\.name)
        return ScalarForm("one of \(names.joined(separator: ", "))", candidates: names) { Domain(name: $0) }
    }
}
