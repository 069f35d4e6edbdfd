// What a codec's key says beyond its term:
//
//   temperature_1            a channel of Cayenne LPP in The Things Stack, mostly the only one
//   TempC2, temperature_chn1, line_1_total_in      one of several by its number: always a probe
//   TVOC_ppb, humidity_%     the unit, where the term can have it: water_SOIL_f is no temperature

import BelfryModel

/// A key taken apart.
struct CodecKey {
    let term: Int16
    /// Whether it names a probe, of which a device may have several or for some time none.
    var isOfProbe = false
    /// What names the probe; nil for the whole key.
    var part: UnsafeBufferPointer<UInt8>?
    /// The unit at its end; nil where there is none.
    var unit: UnsafeBufferPointer<UInt8>?

    /// nil where nothing is known of it.
    init?(_ key: UnsafeBufferPointer<UInt8>) {
        if let term = CodecTerms.index(of: key) {
            self.term = term
            isOfProbe = CodecTerms.isOfProbe(term)
        } else if let (term, isOfProbe) = Self.numbered(key) {
            self.term = term
            self.isOfProbe = isOfProbe
        } else if let (term, line) = Self.ofLine(key) {
            self.term = term
            part = line
            isOfProbe = true
        } else if let (term, unit, isOfProbe) = Self.withUnit(key) {
            self.term = term
            self.unit = unit
            self.isOfProbe = isOfProbe
        } else {
            return nil
        }
    }

    private static let channelWords: [StaticString] = ["_chn", "_ch", "_channel_"]

    /// A term with a number behind it.
    private static func numbered(_ key: UnsafeBufferPointer<UInt8>) -> (Int16, Bool)? {
        let digits = key.reversed().prefix { isDigit($0) }.count
        guard (1...3).contains(digits), digits < key.count else { return nil }
        let base = UnsafeBufferPointer(rebasing: key[..<(key.count - digits)])
        for word in channelWords {
            let length = base.count - word.utf8CodeUnitCount
            guard length > 0, RawBytes.areEqual(UnsafeBufferPointer(rebasing: base[length...]), word) else { continue }
            return CodecTerms.index(of: UnsafeBufferPointer(rebasing: base[..<length])).map { ($0, true) }
        }
        let isChannel = base.last == UInt8(ascii: "_")
        let length = base.count - (isChannel ? 1 : 0)
        // In a short word the digit is part of the name: CO_2, NO3.
        guard length >= (isChannel ? 3 : 4) else { return nil }
        return CodecTerms.index(of: UnsafeBufferPointer(rebasing: base[..<length])).map { term in
            (term, !isChannel || CodecTerms.isOfProbe(term))
        }
    }

    /// A term behind the line that people cross: `line_1_total_in`.
    private static func ofLine(_ key: UnsafeBufferPointer<UInt8>) -> (Int16, UnsafeBufferPointer<UInt8>)? {
        guard key.count > 7, RawBytes.areEqual(UnsafeBufferPointer(rebasing: key[..<5]), "line_"), isDigit(key[5]),
            key[6] == UInt8(ascii: "_")
        else { return nil }
        return CodecTerms.index(of: UnsafeBufferPointer(rebasing: key[7...])).map {
            ($0, UnsafeBufferPointer(rebasing: key[..<6]))
        }
    }

    /// A term with its unit behind it.
    private static func withUnit(_ key: UnsafeBufferPointer<UInt8>) -> (Int16, UnsafeBufferPointer<UInt8>, Bool)? {
        guard let end = key.lastIndex(of: UInt8(ascii: "_")), end > 0, end + 1 < key.count else { return nil }
        let unit = UnsafeBufferPointer(rebasing: key[(end + 1)...])
        guard let dimension = units.meaning(of: unit) else { return nil }
        let base = UnsafeBufferPointer(rebasing: key[..<end])
        let plain = CodecTerms.index(of: base).map { ($0, CodecTerms.isOfProbe($0)) }
        guard let (term, isOfProbe) = plain ?? numbered(base) else { return nil }
        // Gases and levels have none of their own, and no temperature.
        let isOwn = CodecTerms.dimension(of: term).map { $0 == dimension } ?? (dimension != .temperature)
        return isOwn ? (term, unit, isOfProbe) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

    private static let units = Vocabulary<UnitScale.Dimension>([
        ("ppm", .mixingRatio), ("ppb", .mixingRatio), ("c", .temperature), ("f", .temperature), ("%", .fraction),
        ("pct", .fraction), ("percent", .fraction), ("hpa", .pressure), ("kpa", .pressure), ("pa", .pressure),
        ("mbar", .pressure), ("lx", .illuminance), ("lux", .illuminance), ("mm", .length), ("cm", .length),
        ("m", .length), ("ugm3", .massConcentration), ("dba", .soundLevel), ("mps", .speed), ("kmh", .speed),
    ])
}
