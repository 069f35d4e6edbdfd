import BelfryModel
import BelfryWindows

/// Feeds the parts of a definition into a ``StableHash``.
struct DefinitionDigest {
    private(set) var hash = StableHash()

    mutating func combine(_ text: String) {
        hash.combine(text)
        hash.combine(UInt8(0))
    }

    mutating func combine(_ number: Int) {
        hash.combine(Int64(number))
    }

    mutating func combine(_ number: Double?) {
        hash.combine(UInt8(number == nil ? 0 : 1))
        hash.combine((number ?? 0).bitPattern)
    }

    mutating func combine(_ numbers: [Int64]) {
        combine(numbers.count)
        for number in numbers { hash.combine(number) }
    }

    mutating func combine(_ window: RuleWindow?) {
        guard let window else { return combine([]) }
        switch window.shape {
        case .tumbling(let length, let phase): combine([0, length, phase])
        case .sliding(let length, let every): combine([2, length, every])
        case .session(let gap, let maximum): combine([3, gap, maximum])
        case .count(let count): combine([4, Int64(count)])
        case .state(let band, let maximum): combine([band == nil ? 5 : 6, maximum])
        case .days(let zone): combine([1, Int64(zone.standardOffsetSeconds), Int64(bitPattern: zone.fingerprint)])
        }
        combine(window.aggregate.fingerprint + [Int64(window.minimumCount), window.latenessNanoseconds])
        combine(window.minimumCoverage)
        let order = window.order
        // Rules from before these could be said keep their versions.
        guard order != RuleWindow.Order() else { return }
        combine([order.holdNanoseconds ?? -1])
        combine(order.counterModulus)
        combine(order.band?.low)
        combine(order.band?.high)
        combine(order.unit.code)
    }

    mutating func combine(_ group: RuleGroup) {
        combine(group.label.rawValue)
        combine(group.combination.rawValue)
        combine(group.minimumMembers)
    }

    mutating func combine(_ detector: DetectorDefinition) {
        combine(detector.name)
        detector.parameters.combine(into: &self)
    }
}
