// A topic template names the levels of a topic by what they say:
//
//   city/{zone}/{domain}/{sensor}/{quantity}   subscribes to   city/+/+/+/+
//   env/#                                      subscribes to   env/#        the rest may stand in for the sensor
//
// `+` stands for a level that says nothing. A capture is always a whole level, since MQTT filters know nothing smaller.

/// An MQTT topic filter whose levels have names.
public struct TopicTemplate: Hashable, Sendable {
    /// What a level of a topic can say.
    public enum Capture: String, CaseIterable, Hashable, Sendable {
        case agency, zone, domain, sensor, quantity
    }

    enum Level: Hashable, Sendable {
        case text([UInt8])
        case any
        case capture(Capture)
        /// `#`: this level and everything below it, and the parent itself (MQTT 5, section 4.7.1.2).
        case rest
    }

    /// The template as written.
    public let text: String
    let levels: [Level]

    /// A template from its text.
    ///
    /// - Throws: ``Fault`` with what is wrong and what to write instead.
    public init(_ text: String) throws(Fault) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= 65_535 else { throw .tooLong }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw .controlCharacter
        }
        guard !text.hasPrefix("$share/") else { throw .sharedSubscription }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        var levels: [Level] = []
        var seen: Set<Capture> = []
        for (index, part) in parts.enumerated() {
            let level = try Self.level(part, isLast: index == parts.count - 1)
            if case .capture(let capture) = level, !seen.insert(capture).inserted {
                throw .repeatedCapture(capture.rawValue)
            }
            levels.append(level)
        }
        self.text = text
        self.levels = levels
    }

    private static func level(_ part: Substring, isLast: Bool) throws(Fault) -> Level {
        switch part {
        case "+": return .any
        case "#":
            guard isLast else { throw .restNotLast }
            return .rest
        default: break
        }
        if part.hasPrefix("{"), part.hasSuffix("}"), part.count > 2 {
            let name = part.dropFirst().dropLast()
            guard let capture = Capture(rawValue: String(name)) else { throw .unknownCapture(String(name)) }
            return .capture(capture)
        }
        guard !part.contains(where: { $0 == "+" || $0 == "#" || $0 == "{" || $0 == "}" }) else {
            throw .mixedLevel(String(part))
        }
        return .text(Array(part.utf8))
    }

    /// The MQTT filter to subscribe with.
    public var filter: String {
        levels.map { level in
            switch level {
            case .text(let bytes): String(decoding: bytes, as: UTF8.self)
            case .any, .capture: "+"
            case .rest: "#"
            }
        }.joined(separator: "/")
    }

    /// The captures, in the order of the levels.
    public var captures: [Capture] {
        levels.compactMap { level in
            if case .capture(let capture) = level { capture } else { nil }
        }
    }
}
