import BelfryModel

/// The `measurand` list of older air quality entities: `["NO2, 69, PPB, Nitrogen Dioxide", …]`.
struct NGSIMeasurands {
    /// Further lines, and longer ones, are not looked at: each attribute searches the list, and nobody measures more.
    private static let lineLimit = 32
    private static let lineByteLimit = 256
    private static let nameByteLimit = 64

    private let list: JSONValue

    init(_ list: JSONValue) {
        self.list = list
    }

    private struct Item {
        /// An index of ``NGSIAttribute/all``.
        var term: Int
        var value: UnsafeBufferPointer<UInt8>
        var unit: UnsafeBufferPointer<UInt8>
    }

    /// The unit that the list gives for a quantity.
    func unit(of attribute: NGSIAttribute, in entity: NGSIEntity) -> UnsafeBufferPointer<UInt8>? {
        for element in list.elements.prefix(Self.lineLimit) {
            guard let item = Self.item(element, of: entity), !item.unit.isEmpty else { continue }
            if NGSIAttribute.all[item.term].isSameQuantity(as: attribute) { return item.unit }
        }
        return nil
    }

    /// Adds what stands in the list alone; the entity's own drafts start at `firstDraft`.
    func appendMissing(
        to buffer: inout DecodingBuffer,
        entity: NGSIEntity,
        firstDraft: Int,
        _ sensor: DraftNames,
        _ time: DraftTime,
        _ context: DecodingContext
    ) {
        for element in list.elements.prefix(Self.lineLimit) {
            guard let item = Self.item(element, of: entity) else { continue }
            let attribute = NGSIAttribute.all[item.term]
            let isKnown = buffer.drafts.dropFirst(firstDraft).contains {
                // What a device's property names has no term.
                let term = Int($0.names.term)
                return NGSIAttribute.all.indices.contains(term)
                    && NGSIAttribute.all[term].isSameQuantity(as: attribute)
            }
            guard !isKnown, let value = DecimalNumber.double(item.value) else { continue }
            let meaning = attribute.meaning(
                of: value,
                declared: .listed(item.unit),
                entity: entity,
                context,
                term: item.term
            )
            var draft = ReadingDraft(value: meaning.value, time: time, names: sensor, flags: meaning.flags)
            draft.names = buffer.names(sensor, unit: item.unit)
            draft.names.term = Int16(truncatingIfNeeded: meaning.term)
            buffer.append(draft)
        }
    }

    /// Quantity, value and unit of one line of the list.
    ///
    /// Looked for without making a list of its parts: a line is gone through for each attribute of its entity.
    private static func item(_ element: JSONValue, of entity: NGSIEntity) -> Item? {
        guard element.kind == .string, element.bytes.count <= lineByteLimit else { return nil }
        let comma = UInt8(ascii: ",")
        let line = element.bytes
        guard let first = line.prefix(nameByteLimit).firstIndex(of: comma),
            let second = line[(first + 1)...].firstIndex(of: comma),
            let term = NGSIRole.attributeTerm(part(of: line, 0..<first), of: entity)
        else { return nil }
        let third = line[(second + 1)...].firstIndex(of: comma) ?? line.count
        return Item(term: term, value: part(of: line, first + 1..<second), unit: part(of: line, second + 1..<third))
    }

    private static func part(of line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        PlainText.trimmed(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: line[range])))
    }
}
