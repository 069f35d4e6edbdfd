// `standard: eu`, `level: alert`, `averaging: day`; `index: aqi`, `at_least: unhealthy`. No number of a law is written:
// which one is in force is for the calendar.

import BelfryDetection
import BelfryModel

extension AirStandardParameters {
    init?(reading keys: MappingReader, usualZone: TimeZoneRule) {
        let standard = keys.required("standard", as: .word(of: AirRegime.allCases.map(\.rawValue)))
        let level = keys.required("level", as: .word(of: AirLevel.allCases.map(\.rawValue)))
        let averaging = keys.scalar("averaging", as: .word(of: Averaging.allCases.map(\.rawValue)))
        let offset = keys.timeZone("time_zone", usual: usualZone)?.standardOffsetSeconds
        guard let standard = standard.flatMap(AirRegime.init), let level = level.flatMap(AirLevel.init), let offset
        else { return nil }
        self.init(
            standard: standard,
            level: level,
            averaging: averaging.flatMap(Averaging.init),
            standardOffsetSeconds: offset
        )
    }
}

extension AirIndexParameters {
    init?(reading keys: MappingReader, usualZone: TimeZoneRule) {
        let index = keys.required("index", as: .word(of: AirIndexKind.allCases.map(\.rawValue)))
        let offset = keys.timeZone("time_zone", usual: usualZone)?.standardOffsetSeconds
        // What it may be depends on the index.
        guard let index = index.flatMap(AirIndexKind.init) else {
            _ = keys.node("at_least")
            return nil
        }
        guard let atLeast = keys.required("at_least", as: .airCategory(of: index)), let offset else { return nil }
        self.init(index: index, atLeast: atLeast, standardOffsetSeconds: offset)
    }
}

extension ScalarForm where Value == Int {
    /// The name of a category, as the index at which it begins, or a number of the index.
    fileprivate static func airCategory(of index: AirIndexKind) -> ScalarForm {
        let words = index.words
        let names = words.map(\.word)
        let range = index.range
        return ScalarForm(
            "one of \(names.joined(separator: ", ")), or a number from \(range.lowerBound) to \(range.upperBound)",
            candidates: names
        ) { text in
            if let word = words.first(where: { $0.word == text }) { return word.index }
            return Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}
