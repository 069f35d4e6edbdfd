// What a meter of Tasmota's says, in ENERGY or as a chip of its own:
//
//   "ENERGY":{"Total":1.5,"Power":[12,0,7],"Voltage":230}      the phases or circuits are dev/1 to dev/3
//   "INA219":{"Voltage":4.494,"Current":0.020,"Power":0.089}

import BelfryModel

/// Reads meters.
enum TasmotaMeter {
    /// Only of meters: `"Power":1` elsewhere says that something is on.
    private static let terms = TermTable([
        PayloadTerm("power", "power", "W"), PayloadTerm("voltage", "voltage", "V"),
        PayloadTerm("current", "current", "A"), PayloadTerm("total", "energy", "kW.h"),
        PayloadTerm("factor", "power_factor", "1"), PayloadTerm("frequency", "frequency", "Hz"),
    ])
    /// What these terms are counted from, behind those of chips.
    private static let firstTerm = 64

    /// What a draft of a meter measures; nil where it is none of one.
    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand? {
        guard names.term >= firstTerm else { return nil }
        var names = names
        names.term -= firstTerm
        return terms.measurand(of: names, feed)
    }

    /// No meter has more phases; further ones of a list are not read.
    private static let phaseLimit = 16

    /// Takes what a meter says.
    static func take(
        _ meter: JSONValue,
        of sensor: DraftNames,
        _ time: DraftTime,
        into buffer: inout DecodingBuffer
    ) {
        for value in meter.members {
            guard let index = terms.index(of: value.key.bytes) else { continue }
            let term = index + Int16(firstTerm)
            guard value.value.kind == .array else {
                buffer.take(value.value, term: term, of: sensor, time)
                continue
            }
            var number = 0
            for element in value.value.elements.prefix(phaseLimit) {
                number += 1
                guard let phase = buffer.qualified(sensor, by: number) else { break }
                buffer.take(element, term: term, of: phase, time)
            }
        }
    }
}
