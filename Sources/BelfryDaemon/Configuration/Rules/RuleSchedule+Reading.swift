// `when:` of a rule: `{ days: mon-fri, hours: "06:00-20:00", except: holidays, time_zone: Europe/Brussels }`.

import BelfryDetection
import BelfryModel

extension RuleSchedule {
    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    init?(reading keys: MappingReader, calendars: Configuration.Calendars) {
        let hours = keys.scalar("hours", as: .hours)
        let days = Self.days(in: keys)
        let zone = keys.timeZone("time_zone", usual: calendars.zone)
        let exceptions = Self.names("except", in: keys).compactMap { node in
            keys.scalar(node, named: "\"except\"", as: .calendar(of: calendars))
        }
        guard let zone else { return nil }
        self.init(
            days: days,
            fromMinute: hours?.lowerBound ?? 0,
            toMinute: hours.map { $0.upperBound % (24 * 60) } ?? 0,
            exceptions: exceptions.reduce(into: []) { $0.formUnion($1) },
            zone: zone
        )
    }

    private static func days(in keys: MappingReader) -> [Bool] {
        let nodes = names("days", in: keys)
        guard !nodes.isEmpty else { return Array(repeating: true, count: 7) }
        var days = Array(repeating: false, count: 7)
        for node in nodes {
            for day in keys.scalar(node, named: "\"days\"", as: .weekdays(weekdays)) ?? [] { days[day] = true }
        }
        return days
    }

    /// One word or a list of them.
    private static func names(_ key: String, in keys: MappingReader) -> [YAMLNode] {
        guard let node = keys.node(key) else { return [] }
        if case .sequence(let elements) = node.content { return elements }
        return [node]
    }
}

extension ScalarForm where Value == [Int] {
    /// `mon`, `mon-fri`, `sat-mon`.
    fileprivate static func weekdays(_ names: [String]) -> ScalarForm {
        ScalarForm("days such as mon-fri, or a list such as [ sat, sun ]", candidates: names) { text in
            let ends = text.lowercased().split(separator: "-").compactMap { names.firstIndex(of: String($0)) }
            guard let first = ends.first, let last = ends.last, ends.count == text.split(separator: "-").count,
                ends.count <= 2
            else { return nil }
            return (0...(last - first + 7) % 7).map { (first + $0) % 7 }
        }
    }
}

extension ScalarForm where Value == Range<Int> {
    /// Minutes of the day; over midnight the end lies on the next.
    fileprivate static var hours: ScalarForm {
        ScalarForm("hours such as \"06:00-20:00\" or, over midnight, \"22:00-06:00\"") { text in
            let ends = text.split(separator: "-").compactMap { minutes($0) }
            guard ends.count == 2, ends[0] != ends[1], ends[0] < 24 * 60 else { return nil }
            return ends[0]..<(ends[1] > ends[0] ? ends[1] : ends[1] + 24 * 60)
        }
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, (0...24).contains(parts[0]), (0...59).contains(parts[1]) else { return nil }
        let minutes = parts[0] * 60 + parts[1]
        return minutes <= 24 * 60 ? minutes : nil
    }
}

extension ScalarForm where Value == Set<Int> {
    /// The dates of a calendar that is named.
    fileprivate static func calendar(of calendars: Configuration.Calendars) -> ScalarForm {
        let names = calendars.dates.keys.sorted()
        let known = names.isEmpty ? "a name under calendars" : "one of \(names.joined(separator: ", "))"
        return ScalarForm(known, candidates: names) { calendars.dates[$0] }
    }
}
