// The keys by which codecs of LoRaWAN devices call what they measure.
//
//   temperature · TempC_SHT (Dragino) · externalTemperature (Elsys) · air_temperature (Decentlab) · 4097 (SenseCAP)
//   temperatureSensor (Cayenne LPP in ChirpStack) · what stands around a term in its key: CodecKey
//
// Codecs speak in the units of their data sheets, which for what is named here are the metric ones (The Things Stack lays
// them down for its normalized payload: Cel, %, hPa, ppm, lx).

import BelfryModel

/// Finds what a codec's key measures.
enum CodecTerms {
    /// How many quantities the terms tell apart.
    static let quantityCount = (quantities.max() ?? 0) + 1

    /// What a draft with one of these terms measures.
    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand { table.measurand(of: names, feed) }

    /// The term of a key as it stands; nil where nothing is known of it.
    static func index(of key: UnsafeBufferPointer<UInt8>) -> Int16? { table.index(of: key) }

    /// Whether a term is that of a probe.
    static func isOfProbe(_ term: Int16) -> Bool { probes[Int(term)] }

    /// The dimension of a term's unit; nil where it has none.
    static func dimension(of term: Int16) -> UnitScale.Dimension? { dimensions[Int(term)] }

    /// Whether a term's values may be true and false.
    static func isSwitch(_ term: Int16) -> Bool { switches[Int(term)] }

    /// The number of a term's quantity.
    static func quantity(of term: Int16) -> Int { quantities[Int(term)] }

    /// Whether a term is the plain name of its quantity, so that the key says nothing beyond it.
    static func isPlain(_ term: Int16) -> Bool { plain[Int(term)] }

    /// The term for a value, where its size or its unit shows that it is not what its key says.
    ///
    /// - Parameter unit: the unit that the value came with; empty where it has none.
    static func corrected(
        _ term: Int16,
        _ number: Double,
        unit: UnsafeBufferPointer<UInt8>,
        _ feed: Feed
    ) -> Int16 {
        let quantity = quantities[Int(term)]
        guard quantity == batteryQuantity || quantity == pressureQuantity else { return term }
        if !unit.isEmpty { return quantity == batteryQuantity && isVolts(unit) ? voltage : term }
        if quantity == pressureQuantity {
            // 10,000 hPa are nowhere on Earth.
            return number > 10_000 && feed.subscription.units["pressure"] == nil ? pascal : term
        }
        guard feed.subscription.units["battery"] == nil else { return term }
        // No gauge counts the last percents with decimals: a cell has 2 to 4 V. Below, it may be a share of 1.
        if number > 0, number <= 5, number.rounded(.towardZero) != number { return number > 1.5 ? voltage : share }
        return number >= 1_000 && number <= 5_000 ? millivolt : term
    }

    private static func isVolts(_ unit: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let last = unit.last, unit.count <= 2 else { return unit.starts(with: "volt".utf8) }
        return last | 0x20 == UInt8(ascii: "v") && (unit.count == 1 || unit[0] == UInt8(ascii: "m"))
    }

    private static let voltage = known("battery_voltage")
    private static let millivolt = known("vdd")
    private static let share = known("battery_unit_unknown")
    private static let pascal = known("pressure_pa")
    private static let batteryQuantity = quantities[Int(known("battery"))]
    private static let pressureQuantity = quantities[Int(known("pressure"))]

    private static func known(_ key: StaticString) -> Int16 {
        table.index(of: key.bytes) ?? 0
    }

    private static let table = TermTable(CodecVocabulary.terms)

    /// Numbers of the terms' quantities.
    private static let quantities: [Int] = {
        var numbers: [String: Int] = [:]
        return CodecVocabulary.terms.map { term in
            let number = numbers[term.quantity.description] ?? numbers.count
            numbers[term.quantity.description] = number
            return number
        }
    }()

    private static let probes = CodecVocabulary.terms.map { CodecVocabulary.probes.contains($0.key.description) }
    private static let dimensions = CodecVocabulary.terms.map { term in
        term.unit.flatMap { Unit($0.description).scale?.dimension }
    }
    private static let switches = CodecVocabulary.terms.map { CodecVocabulary.switches.contains($0.key.description) }

    /// The first term of each quantity is its plain name.
    private static let plain: [Bool] = {
        var seen: Set<String> = []
        return CodecVocabulary.terms.map { seen.insert($0.quantity.description).inserted }
    }()
}
