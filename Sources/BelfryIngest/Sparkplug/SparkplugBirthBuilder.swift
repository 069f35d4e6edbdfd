/// Collects the metrics of a birth certificate.
struct SparkplugBirthBuilder {
    private(set) var definitions: [SparkplugDefinition] = []
    private(set) var text: [UInt8] = []
    private(set) var aliasSlots: [Int32]
    private(set) var nameSlots: [Int32]
    private(set) var layout: UInt64 = 0

    init(metricCount: Int) {
        var slotCount = 8
        while slotCount < metricCount * 2 { slotCount *= 2 }
        aliasSlots = Array(repeating: -1, count: slotCount)
        nameSlots = aliasSlots
        definitions.reserveCapacity(metricCount)
    }

    /// Adds a metric; one without a name announces nothing.
    mutating func add(_ metric: SparkplugMetric) {
        guard !metric.name.isEmpty else { return }
        let isTooLong = metric.name.count > SensorName.byteLimit
        let name = isTooLong ? UnsafeBufferPointer(rebasing: metric.name[..<0]) : metric.name
        let definition = SparkplugDefinition(
            alias: metric.alias,
            datatype: metric.datatype,
            use: isTooLong ? .unusable(.unusableName) : SparkplugMetric.isReserved(name) ? .reserved : .measured,
            start: text.count,
            nameLength: name.count,
            unitLength: metric.properties.unit.count
        )
        text.append(contentsOf: name)
        text.append(contentsOf: metric.properties.unit)
        definitions.append(definition)
        layout = ByteHash.of(UnsafeRawBufferPointer(metric.name), seed: layout)
        layout = ByteHash.of(UnsafeRawBufferPointer(metric.properties.unit), seed: layout)
        layout = ByteHash.mix(layout ^ (metric.alias ?? .max), UInt64(metric.datatype) | 1 << 32)
        if let alias = metric.alias { placeAlias(alias) }
        if !isTooLong { placeName(name) }
    }

    /// Finds metrics whose last parts are the same quantity, as `Room 1/Temperature` and `Room 2/Temperature`.
    ///
    /// Under that quantity they would be taken for corrections of each other.
    mutating func tellApart() {
        var firstWithQuantity: [String: Int] = [:]
        for index in definitions.indices where definitions[index].use == .measured {
            let definition = definitions[index]
            let bytes = text[definition.start..<definition.start + definition.nameLength]
            guard let quantity = SparkplugName.lastPartQuantity(String(decoding: bytes, as: UTF8.self)) else {
                continue
            }
            if let first = firstWithQuantity[quantity] {
                definitions[first].use = .measuredByWholeName
                definitions[index].use = .measuredByWholeName
            } else {
                firstWithQuantity[quantity] = index
            }
        }
    }

    static func slot(of alias: UInt64, in slots: [Int32]) -> Int {
        Int(truncatingIfNeeded: ByteHash.mix(alias ^ 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db)) & (slots.count - 1)
    }

    static func slot(of name: UnsafeBufferPointer<UInt8>, in slots: [Int32]) -> Int {
        Int(truncatingIfNeeded: ByteHash.of(UnsafeRawBufferPointer(name))) & (slots.count - 1)
    }

    /// An alias that is given twice means neither of the two.
    private mutating func placeAlias(_ alias: UInt64) {
        let new = definitions.count - 1
        var slot = Self.slot(of: alias, in: aliasSlots)
        while aliasSlots[slot] >= 0 {
            let known = Int(aliasSlots[slot])
            if definitions[known].alias == alias {
                definitions[known].use = .unusable(.brokenRule)
                definitions[new].use = .unusable(.brokenRule)
                return
            }
            slot = (slot + 1) & (aliasSlots.count - 1)
        }
        aliasSlots[slot] = Int32(truncatingIfNeeded: new)
    }

    private func isName(of definition: SparkplugDefinition, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        definition.nameLength == name.count
            && text.withUnsafeBufferPointer { text in
                let end = definition.start + definition.nameLength
                return RawBytes.areEqual(UnsafeBufferPointer(rebasing: text[definition.start..<end]), name)
            }
    }

    /// A name that is given twice is the first one's.
    private mutating func placeName(_ name: UnsafeBufferPointer<UInt8>) {
        var slot = Self.slot(of: name, in: nameSlots)
        while nameSlots[slot] >= 0 {
            if isName(of: definitions[Int(nameSlots[slot])], name) { return }
            slot = (slot + 1) & (nameSlots.count - 1)
        }
        nameSlots[slot] = Int32(truncatingIfNeeded: definitions.count - 1)
    }
}
