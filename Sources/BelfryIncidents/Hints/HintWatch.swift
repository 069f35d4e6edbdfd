// Of ten thousand sensors some are unusual each day, and nobody is to be woken for that. Something unusual is a hint; heard is what
// bears it out:
//
//   a finding of another kind          a limit, a queue, a fire
//   a second sensor of the place       within an hour, two quantities of one sensor being one witness; unless at four other places
//                                      of the zone the same quantity is unusual as well
//
// Intuition: what happens at a place shows there, in all who stand there, at about the same time. A cloudburst, a heat wave or a
// holiday shows everywhere. Limits: a place with one sensor is heard through limits alone; what begins within three hours of weather
// that the zone has not seen before is not heard as an anomaly; the first places of a zone are heard before the fifth shows that it
// is weather. Refused: two series of the place at any time that both findings are open, which rang several hundred times a day
// in a quiet city of 10,000 sensors (flow and speed of one loop, rain on all loops of a crossing); a share of the zone's
// sensors in place of a number, since nobody knows here how many there are.

import BelfryModel

/// Tells hints that nothing has borne out from what an operator should hear.
///
/// Pure; its state follows from the findings that are raised.
struct HintWatch: Sendable {
    /// Where the same weather is: a quantity in a zone.
    private struct Area: Hashable, Sendable {
        var zone: String
        var quantity: Quantity

        init(_ finding: Finding) {
            zone = finding.series.zone
            quantity = finding.series.key.quantity
        }
    }

    private struct Hint: Sendable {
        var place: Place
        var from: Timestamp
    }

    /// In order of arrival.
    private var recent: [Area: [Hint]] = [:]

    /// Takes in a finding that was raised.
    mutating func observe(_ finding: Finding) {
        // Where nothing names the zone, it would be the whole city.
        guard finding.isHint, !finding.series.zone.isEmpty else { return }
        var hints = recent[Area(finding)] ?? []
        let oldest = finding.from.advanced(byNanoseconds: -HintLimits.widespreadSpans * finding.hintSpanNanoseconds)
        hints.removeAll { $0.from < oldest }
        if hints.count >= HintLimits.remembered { hints.removeFirst() }
        hints.append(Hint(place: finding.series.place, from: finding.from))
        recent[Area(finding)] = hints
    }

    /// Whether findings say no more than that something is unusual.
    static func areHints(_ findings: [Finding]) -> Bool { !findings.isEmpty && findings.allSatisfy(\.isHint) }

    /// Whether findings of one place are hints that nothing has borne out, as far as is known when the last of them comes.
    func areUnsupported(_ findings: [Finding]) -> Bool {
        guard Self.areHints(findings) else { return false }
        let witnesses = findings.filter { !isWidespread($0) }
        return !witnesses.indices.contains { index in
            witnesses[(index + 1)...].contains { $0.bearsOut(witnesses[index]) }
        }
    }

    /// Whether so many other places of the zone are unusual in the same way that it is none of this place's affair.
    private func isWidespread(_ finding: Finding) -> Bool {
        let span = HintLimits.widespreadSpans * finding.hintSpanNanoseconds
        var places = Set<Place>()
        for hint in recent[Area(finding)] ?? [] where hint.place != finding.series.place {
            if abs(hint.from.nanosecondsSince(finding.from)) <= span { places.insert(hint.place) }
        }
        return places.count >= HintLimits.places
    }
}

extension Finding {
    /// Whether it says that something is unusual, and not that it is bad.
    fileprivate var isHint: Bool { kind == .anomaly && severity == .warning }

    fileprivate var hintSpanNanoseconds: Int64 {
        max(HintLimits.spanNanoseconds, 2 * (series.cadenceNanoseconds ?? 0))
    }

    /// Whether another sensor was unusual at about the same time.
    fileprivate func bearsOut(_ other: Finding) -> Bool {
        let isOtherSensor = series.key.sensor != other.series.key.sensor || series.key.agency != other.series.key.agency
        let span = max(hintSpanNanoseconds, other.hintSpanNanoseconds)
        return isOtherSensor && abs(from.nanosecondsSince(other.from)) <= span
    }
}
