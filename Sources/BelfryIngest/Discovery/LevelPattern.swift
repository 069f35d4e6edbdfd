// Which level of a group's topics says what, told by what stands there:
//
//   city / north, south / traffic, air / tls-1, tls-9, … / speed, no2, …
//   text   {zone}         {domain}       {sensor}          {quantity}
//                         domains        most names        names of quantities

import BelfryModel

/// The levels of topics that are as deep as each other.
struct LevelPattern {
    /// What is written at each level, each text once.
    private let texts: [Set<String>]

    /// - Parameter topics: of equal depth, at least one.
    init(_ topics: [HeardTopic]) {
        let depth = topics.first?.levels.count ?? 0
        texts = (0..<depth).map { level in Set(topics.map { $0.levels[level] }) }
    }

    /// Levels whose text differs from topic to topic.
    private var varying: [Int] { texts.indices.filter { texts[$0].count > 1 } }

    /// The rightmost level at which at least half of the texts are names of quantities.
    private var quantityLevel: Int? {
        texts.indices.last { level in
            let known = texts[level].count { QuantityName.isKnown($0) }
            return known * 2 >= texts[level].count && known > 0
        }
    }

    /// A level that says the domain, whether or not it differs.
    private var domainLevel: Int? {
        texts.indices.first { level in texts[level].allSatisfy { Domain(name: $0) != nil } }
    }

    /// Texts where they are the same, `+` where they differ.
    var wildcards: String { template([:]) }

    /// The same with `{sensor}` at the level with the most names, the last where none differs.
    var withSensor: String {
        template([sensorLevel(besides: []) ?? texts.count - 1: .sensor])
    }

    /// Everything that a plain number needs its topic to say; nil where no level names a quantity or a sensor.
    var forNumbers: String? {
        guard let quantity = quantityLevel else { return nil }
        var captures = [quantity: TopicTemplate.Capture.quantity]
        if let domain = domainLevel, domain != quantity { captures[domain] = .domain }
        // Where there is one sensor alone, its name stands before its quantity.
        let beside = [quantity - 1, quantity + 1].first { texts.indices.contains($0) && captures[$0] == nil }
        guard let sensor = sensorLevel(besides: Set(captures.keys)) ?? beside else { return nil }
        captures[sensor] = .sensor
        let others = varying.filter { captures[$0] == nil }
        if others.count == 1 { captures[others[0]] = .zone }
        return template(captures)
    }

    /// The level with the most names, of equals the rightmost; nil where none differs.
    private func sensorLevel(besides taken: Set<Int>) -> Int? {
        varying.filter { !taken.contains($0) }.max { (texts[$0].count, $0) < (texts[$1].count, $1) }
    }

    private func template(_ captures: [Int: TopicTemplate.Capture]) -> String {
        texts.indices.map { level in
            if let capture = captures[level] { return "{\(capture.rawValue)}" }
            return texts[level].count == 1 ? texts[level].first ?? "+" : "+"
        }.joined(separator: "/")
    }
}
