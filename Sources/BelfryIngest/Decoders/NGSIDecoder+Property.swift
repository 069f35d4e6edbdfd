// Entities whose one value is named by another attribute:
//
//   {"type":"DeviceMeasurement","controlledProperty":"humidity","numValue":55.2,"unit":"P1","refDevice":"…",…}
//   {"type":"Device","controlledProperty":["temperature"],"value":"21.2",…}

import BelfryModel

extension NGSIDecoder {
    /// Reads the value of the controlled property.
    static func readProperty(
        of entity: NGSIEntity,
        _ sensor: DraftNames,
        _ entityTime: DraftTime,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        // Of several properties nobody can say which one the value is of.
        guard entity.isMeasurement || entity.isOfType("Device"), let member = entity.propertyValue,
            let property = name(entity.property)
        else { return }
        let field = NGSIField(member)
        let declared = field.unit
        let unit = declared.isDeclared ? declared : NGSIUnit(entity.propertyUnit)
        let value: Double
        switch JSONQuantityValue(field.value) {
        case .number(let number): value = number
        case .empty: return buffer.skipEmptyValue()
        case .unusable: return buffer.skipValue(.notANumber)
        }
        let time = entity.time(of: field, entityTime: entityTime, context)
        let flags: QualityFlags = entity.isOutlier ? .deviceStatus : []
        var draft = ReadingDraft(value: value, time: time, names: sensor, flags: flags)
        if let term = NGSIRole.attributeTerm(property.bytes, of: entity) {
            let meaning = NGSIAttribute.all[term].meaning(
                of: value,
                declared: unit,
                entity: entity,
                context,
                term: term
            )
            draft.value = meaning.value
            draft.flags.formUnion(meaning.flags)
            draft.names = buffer.names(sensor, unit: unit)
            draft.names.term = Int16(truncatingIfNeeded: meaning.term)
        } else {
            guard let names = buffer.names(sensor, quantity: property.bytes, unit: unit.bytes) else {
                return buffer.skipValue(.unusableName)
            }
            draft.names = names
        }
        buffer.append(draft)
    }

    /// The one property that there is.
    private static func name(_ property: JSONValue?) -> JSONValue? {
        guard let property else { return nil }
        let only = property.kind == .array && property.count == 1 ? property.first : property
        return only.kind == .string && !only.isEmptyText ? only : nil
    }
}

extension NGSIUnit {
    /// The unit as it is written; nil where none is that can be read.
    fileprivate var bytes: UnsafeBufferPointer<UInt8>? {
        switch self {
        case .written(let value): value.bytes
        case .listed(let text): text
        case .undeclared, .unreadable: nil
        }
    }
}
