// Proposals as the configuration that would read them:
//
//   mqtt:
//     - broker: mqtt://127.0.0.1:1883
//       subscribe:
//         # 30 topics such as city/north/traffic/s1/speed; read 30 of 30 messages: no2, speed
//         - topic: "city/{zone}/{domain}/{sensor}/{quantity}"
//           format: value
//           # CHECK unit: { no2: ug/m3, speed: km/h }   values carry no unit
//
// What `belfry check` would refuse is a comment; every line that needs a person says CHECK.

import BelfryIngest
import BelfryModel

/// The text of `belfry discover`.
///
/// Pure.
struct DiscoveryText {
    private let broker: ListeningBroker
    private let proposals: [SubscriptionProposal]
    /// One line that says where and how long was listened.
    private let heading: String

    init(broker: ListeningBroker, proposals: [SubscriptionProposal], heading: String) {
        self.broker = broker
        self.proposals = proposals
        self.heading = heading
    }

    /// The lines of the file.
    var lines: [String] {
        var lines = [
            "# \(Self.comment(heading))",
            "# Lines with CHECK need somebody who knows; the rest was tried on the messages heard. Then: belfry check",
        ]
        let usable = proposals.filter(\.isUsable)
        if usable.isEmpty {
            lines.append("# Nothing here can be read yet: what was heard is listed below.")
        } else {
            lines += ["mqtt:", "  - broker: \(Self.quoted(broker.url))"]
            if let username = broker.username {
                lines.append("    username: \(Self.quoted(username))")
                lines.append(
                    "    password_file: mqtt-password   # CHECK: in $CREDENTIALS_DIRECTORY, or a file of mode 0600"
                )
            }
            lines.append("    subscribe:")
        }
        for proposal in usable { lines += entry(proposal) }
        for proposal in proposals where !proposal.isUsable {
            lines += ["", "# " + notRead(proposal)] + unnamed(proposal)
        }
        return lines
    }

    private func entry(_ proposal: SubscriptionProposal) -> [String] {
        let quantities = proposal.quantities.isEmpty ? "" : ": \(proposal.quantities.joined(separator: ", "))"
        let grounds = proposal.grounds.isEmpty || proposal.mapping != nil ? "" : " (\(proposal.grounds))"
        var lines = [
            "      # "
                + Self.comment(
                    "\(Self.topics(proposal)); read \(proposal.read) of \(proposal.tried) samples\(grounds)\(quantities)"
                ),
            "      - topic: \(Self.quoted(proposal.template))",
            "        format: \(proposal.format.name)",
        ]
        if let mapping = proposal.mapping { lines += self.mapping(mapping) }
        lines += proposal.questions.flatMap(question)
        return lines
    }

    private func mapping(_ mapping: MappingProposal) -> [String] {
        var lines = ["        mapping:"]
        if let foreach = mapping.foreach { lines.append("          foreach: \(Self.quoted(foreach))") }
        if let sensor = mapping.sensor { lines.append("          sensor: \(Self.quoted(sensor))") }
        if let time = mapping.time { lines.append("          time: \(Self.quoted(time))") }
        lines.append("          readings:")
        for reading in mapping.readings {
            let unit = reading.unit.map { ", unit: \(Self.quoted($0.code))" } ?? ""
            lines.append(
                "            - { quantity: \(reading.quantity), pointer: \(Self.quoted(reading.pointer))\(unit) }"
            )
        }
        return lines
    }

    private func question(_ question: SubscriptionProposal.Question) -> [String] {
        switch question {
        case .agency: return ["        # CHECK agency: who owns these sensors?"]
        case .zoneLevel: return ["        # CHECK the topic: is {zone} the part of the city? write + where it is not"]
        case .timeZone:
            return ["        # CHECK time_zone: Europe/Brussels   times carry no zone and are read as UTC"]
        case .units(let units):
            let known = units.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            let unknown = units.filter(\.value.isEmpty).map(\.key).sorted()
            var lines: [String] = []
            if !known.isEmpty {
                let pairs = known.map { "\($0.key): \(Self.quoted($0.value))" }.joined(separator: ", ")
                lines.append("        # CHECK unit: { \(pairs) }   values carry no unit; Belfry keeps these")
            }
            if !unknown.isEmpty {
                lines.append(
                    "        # CHECK unit: { … } of \(unknown.joined(separator: ", ")), which Belfry does not know"
                )
            }
            return lines
        case .meaning(let leaves): return leaves.map { "            # CHECK " + Self.leaf($0) }
        case .unreadable: return []
        }
    }

    private func notRead(_ proposal: SubscriptionProposal) -> String {
        let reasons = proposal.questions.compactMap { question -> String? in
            if case .unreadable(let why) = question { why } else { nil }
        }
        let why = reasons.first ?? "JSON without a name that Belfry knows; name its numbers in a mapping"
        return Self.comment("CHECK \(Self.topics(proposal)): not read: \(why)")
    }

    private func unnamed(_ proposal: SubscriptionProposal) -> [String] {
        proposal.questions.flatMap { question -> [String] in
            guard case .meaning(let leaves) = question else { return [] }
            return leaves.map { "#     CHECK " + Self.leaf($0) }
        }
    }

    private static func leaf(_ leaf: JSONShape.Leaf) -> String {
        let range =
            NumberText.text(of: leaf.least)
            + (leaf.least < leaf.greatest ? " to \(NumberText.text(of: leaf.greatest))" : "")
        return comment("{ quantity: ?, pointer: \(quoted(leaf.pointer)), unit: ? }   what is \(range)?")
    }

    private static func topics(_ proposal: SubscriptionProposal) -> String {
        let messages = proposal.messageCount == 1 ? "1 message" : "\(proposal.messageCount) messages"
        if proposal.topicCount == 1 { return "\(messages) on \(proposal.example)" }
        return "\(messages) on \(proposal.topicCount) topics such as \(proposal.example)"
    }

    /// Text that stays within its comment.
    private static func comment(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.isWhitespace || $0.value < 0x20 ? " " : $0 }
            )
        )
    }

    /// A scalar that YAML reads as this text, whatever is in it.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "/_.".unicodeScalars.contains(scalar))
        }
        if isPlain, text.first?.isLetter == true || text.first == "/" { return text }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                "\\u" + String(String(scalar.value + 0x1_0000, radix: 16).dropFirst())
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
