// Which configuration a finding came from. The hash is over what is written in all files, merged and with ${NAME} filled in, and
// not over how it is written: comments, the order of keys and where files lie change nothing.

import BelfryDetection
import BelfryIngest
import BelfryModel

extension Configuration {
    /// Ten characters that change with anything that is configured.
    ///
    /// - Parameters:
    ///   - tree: the main file and those laid over it.
    ///   - rules: by version, which changes with anything in a definition.
    ///   - fleet: those in files of their own as well.
    static func digest(of tree: YAMLNode, rules: [Rule], fleet: [FleetMember]) -> String {
        var digest = ConfigurationDigest()
        digest.combine(tree)
        for rule in rules { digest.combine(rule.version) }
        for member in fleet { digest.combine(member) }
        return ShortIdentifier.text(of: digest.hash.value)
    }
}

/// Feeds a configuration into a ``StableHash``; each text is followed by a 0, each list preceded by its length.
private struct ConfigurationDigest {
    var hash = StableHash()

    mutating func combine(_ text: String) {
        hash.combine(text)
        hash.combine(UInt8(0))
    }

    mutating func combine(_ node: YAMLNode) {
        switch node.content {
        case .null, .faulty: hash.combine(UInt8(0))
        case .scalar(let text):
            hash.combine(UInt8(1))
            combine(text)
        case .sequence(let elements):
            hash.combine(UInt8(2))
            hash.combine(Int64(elements.count))
            for element in elements { combine(element) }
        case .mapping(let entries):
            hash.combine(UInt8(3))
            hash.combine(Int64(entries.count))
            for entry in entries.sorted(by: { $0.key < $1.key }) {
                combine(entry.key)
                combine(entry.value)
            }
        }
    }

    mutating func combine(_ member: FleetMember) {
        combine(member.sensor)
        combine(member.agency ?? "")
        combine(member.domain?.name ?? "")
        combine(member.zone ?? "")
        combine(member.site ?? "")
        hash.combine((member.location?.longitude ?? .infinity).bitPattern)
        hash.combine((member.location?.latitude ?? .infinity).bitPattern)
        hash.combine(member.cadenceNanoseconds ?? 0)
        combine(member.instrument.name)
        hash.combine(UInt8(member.isOutOfService ? 1 : 0))
    }
}
