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
        let firstDraft = buffer.drafts.count
        let unit = NGSIUnit(entity.propertyUnit)
        if let term = NGSIRole.attributeTerm(property.bytes, of: entity) {
            read(member, term: term, of: entity, property: unit, sensor, entityTime, context, into: &buffer)
        } else {
            read(member, property: property, unit, of: entity, sensor, entityTime, context, into: &buffer)
        }
        if entity.isOutlier { buffer.mark(.deviceStatus, from: firstDraft) }
    }

    /// Reads the value of a property that is no known attribute.
    private static func read(
        _ member: JSONValue,
        property: JSONValue,
        _ propertyUnit: NGSIUnit,
        of entity: NGSIEntity,
        _ sensor: DraftNames,
        _ entityTime: DraftTime,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let field = NGSIField(member)
        let unit = field.unit.isDeclared ? field.unit : propertyUnit
        let value: Double
        switch JSONQuantityValue(field.value) {
        case .number(let number): value = number
        case .empty: return buffer.skipEmptyValue()
        case .unusable: return field.isDeleted ? buffer.skipEmptyValue() : buffer.skipValue(.notANumber)
        }
        guard let names = buffer.names(sensor, quantity: property.bytes, unit: unit.bytes) else {
            return buffer.skipValue(.unusableName)
        }
        let time = entity.time(of: field, entityTime: entityTime, context)
        buffer.append(ReadingDraft(value: value, time: time, names: names))
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
