import BelfryModel

/// The `measurand` list of older air quality entities: `["NO2, 69, PPB, Nitrogen Dioxide", …]`.
struct NGSIMeasurands {
    /// Further lines are not looked at: each attribute searches the list, and nobody measures more.
    private static let lineLimit = 64

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
    func unit(of attribute: NGSIAttribute) -> UnsafeBufferPointer<UInt8>? {
        for element in list.elements.prefix(Self.lineLimit) {
            guard let item = Self.item(element), !item.unit.isEmpty else { continue }
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
        _ time: DraftTime
    ) {
        for element in list.elements.prefix(Self.lineLimit) {
            guard let item = Self.item(element) else { continue }
            let attribute = NGSIAttribute.all[item.term]
            let isKnown = buffer.drafts.dropFirst(firstDraft).contains {
                NGSIAttribute.all[Int($0.names.term)].isSameQuantity(as: attribute)
            }
            guard !isKnown, let value = DecimalNumber.double(item.value) else { continue }
            let meaning = attribute.meaning(
                of: value,
                declaredUnit: item.unit,
                entity: entity,
                term: item.term
            )
            var draft = ReadingDraft(value: meaning.value, time: time, names: sensor, flags: meaning.flags)
            draft.names = buffer.names(sensor, unit: item.unit)
            draft.names.term = Int16(truncatingIfNeeded: meaning.term)
            buffer.append(draft)
        }
    }

    /// Quantity, value and unit of one line of the list.
    private static func item(_ element: JSONValue) -> Item? {
        guard element.kind == .string else { return nil }
        let fields = element.bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard fields.count >= 3 else { return nil }
        let texts = fields.prefix(3).map {
            PlainText.trimmed(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: $0)))
        }
        guard let term = NGSIRole.attributeTerm(texts[0]) else { return nil }
        return Item(term: term, value: texts[1], unit: texts[2])
    }
}
