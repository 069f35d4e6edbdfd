// What a birth certificate announces, and data may leave away afterwards: name, datatype and unit of each alias.
//
//     definitions │ alias 7, Float │ alias 8, Int16 │ …          slots by alias ─┐
//     text        │ Supply Voltage V │ Road/Speed km/h │ …       slots by name  ─┴► index of a definition, −1 for none
//
// Two open hash tables, at most half full. A certificate never changes: a new birth makes a new one.

/// One birth certificate, ready to be looked up without making a String.
///
/// Unsafe because names are handed out as pointers into its text, valid as long as it lives; a class, so that the
/// memory can give way to a new birth while a message is read with the old one.
final class SparkplugBirth {
    private let definitions: [SparkplugDefinition]
    private let text: UnsafeMutableBufferPointer<UInt8>
    private let aliasSlots: [Int32]
    private let nameSlots: [Int32]
    /// Equal where everything that is announced is.
    let layout: UInt64

    /// Memory that it takes.
    var byteCount: Int {
        definitions.count * MemoryLayout<SparkplugDefinition>.stride + text.count + (aliasSlots.count + nameSlots.count)
            * 4
    }

    /// Allocates; births are rare.
    init(_ metrics: [SparkplugMetric]) {
        let memberCount = metrics.reduce(0) { $0 + SparkplugTemplate.memberCount(of: $1) }
        var builder = SparkplugBirthBuilder(metricCount: metrics.count + memberCount)
        for metric in metrics {
            builder.add(metric)
            SparkplugTemplate.forEachMember(of: metric, named: metric.name) { builder.add($0) }
        }
        builder.tellApart()
        definitions = builder.definitions
        aliasSlots = builder.aliasSlots
        nameSlots = builder.nameSlots
        layout = builder.layout
        text = .allocate(capacity: builder.text.count)
        _ = text.initialize(from: builder.text)
    }

    deinit {
        text.deallocate()
    }

    /// The metric with an alias.
    func definition(alias: UInt64) -> SparkplugDefinition? {
        var slot = SparkplugBirthBuilder.slot(of: alias, in: aliasSlots)
        while aliasSlots[slot] >= 0 {
            let definition = definitions[Int(aliasSlots[slot])]
            if definition.alias == alias { return definition }
            slot = (slot + 1) & (aliasSlots.count - 1)
        }
        return nil
    }

    /// The metric with a name.
    func definition(named name: UnsafeBufferPointer<UInt8>) -> SparkplugDefinition? {
        var slot = SparkplugBirthBuilder.slot(of: name, in: nameSlots)
        while nameSlots[slot] >= 0 {
            let definition = definitions[Int(nameSlots[slot])]
            if RawBytes.areEqual(self.name(of: definition), name) { return definition }
            slot = (slot + 1) & (nameSlots.count - 1)
        }
        return nil
    }

    func name(of definition: SparkplugDefinition) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text[definition.start..<definition.start + definition.nameLength])
    }

    func unit(of definition: SparkplugDefinition) -> UnsafeBufferPointer<UInt8> {
        let start = definition.start + definition.nameLength
        return UnsafeBufferPointer(rebasing: text[start..<start + definition.unitLength])
    }
}
