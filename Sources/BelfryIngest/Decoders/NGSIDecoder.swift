// FIWARE NGSIv2 and NGSI-LD, the ways in which they reach a broker:
//
//   {"id":"…","type":"AirQualityObserved","no2":{"type":"Number","value":69,"metadata":{"unitCode":{"value":"GQ"}}},…}
//   {"id":"…","type":"AirQualityObserved","no2":69,…}                                     key-values
//   {"id":"…","type":["AirQualityObserved"],"https://…/no2":[{"value":69,"unitCode":"GQ","datasetId":"…"},…],…}
//   {"subscriptionId":"…","data":[entity,…]}                                              Orion's notification
//   {"metadata":{…},"body":{"type":"Notification","data":[…],…}}                          NGSI-LD's, bound to MQTT
//   {"@context":…,"@graph":[…]}   {"type":"FeatureCollection","features":[…]}             JSON-LD, GeoJSON
//
// What is read is decided by an allow-list of attributes (NGSIAttribute): everything else, names and addresses of people
// among it, never leaves this decoder.

import BelfryModel

/// Reads NGSI entities and notifications.
enum NGSIDecoder: JSONPayloadDecoder {
    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        let list = NGSIMessage.entities(of: root)
        guard list.kind == .array || list.kind == .object else {
            let detail = "an NGSI message is an entity or a list of them, this is \(list.kind.name)"
            return buffer.reject(.malformed, .wrongType, detail: detail)
        }
        var skipped = Skipped()
        if list.kind == .object {
            read(list, context, skipped: &skipped, into: &buffer)
        } else {
            for element in list.elements { read(element, context, skipped: &skipped, into: &buffer) }
        }
        buffer.finish(orElse: .noKnownQuantity)
        guard buffer.outcome != .readings else { return }
        // What is not read is kept whole, and with it the plate: this reason goes before every other.
        if skipped.personal > 0 { return buffer.reject(.ignored, .personalData) }
        if skipped.alerts > 0 { buffer.reject(.event, .alert) }
    }

    /// How many entities were none that readings come from.
    private struct Skipped {
        var alerts = 0
        var personal = 0
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        guard NGSIAttribute.all.indices.contains(names.term) else {
            return Measurand(sensor: names.sensor, quantity: names.quantity, unitText: names.unit)
        }
        let attribute = NGSIAttribute.all[names.term]
        let quantity = attribute.quantity.description
        var measurand = Measurand(sensor: names.sensor, quantity: quantity, unitText: names.unit)
        let modelUnit = attribute.unit.map { Unit($0.description) }
        switch attribute.kind {
        // The value has been brought to the model's unit, unless the declared one is none that it can be brought from.
        case .fraction, .percentage, .countInPeriod, .count, .spotState:
            if names.unit.isEmpty || attribute.accepts(UnitName.unit(names.unit)) { measurand.unit = modelUnit }
        case .plain: if names.unit.isEmpty { measurand.unit = feed.subscription.units[quantity] ?? modelUnit }
        }
        return measurand
    }

    private static func read(
        _ element: JSONValue,
        _ context: DecodingContext,
        skipped: inout Skipped,
        into buffer: inout DecodingBuffer
    ) {
        guard element.kind == .object else { return buffer.skipValue(.wrongType) }
        let properties = NGSIMessage.properties(of: element)
        let members = properties ?? element
        let entity = NGSIEntity(members, of: properties.map { _ in element })
        if entity.isOfType("Alert") || entity.isOfType("AnomalyDetected") {
            skipped.alerts += 1
            return
        }
        // What a vehicle or a person is called is a plate or a name as often as not.
        if entity.isOfType("Vehicle") || entity.isOfType("Person") {
            skipped.personal += 1
            return
        }
        guard let names = entity.appendSensor(to: &buffer.text) else { return buffer.skipValue(.noSensor) }
        let time = entity.time(context)
        let firstDraft = buffer.drafts.count
        for member in members.members {
            guard case .attribute(let term) = NGSIRole(member.key) else { continue }
            guard NGSIField.isHistory(member.value) else {
                read(member.value, term: term, of: entity, names, time, context, into: &buffer)
                continue
            }
            for instance in member.value.elements where !buffer.isOverfull {
                read(instance, term: term, of: entity, names, time, context, into: &buffer)
            }
        }
        if entity.property != nil { readProperty(of: entity, names, time, context, into: &buffer) }
        entity.measurands?.appendMissing(to: &buffer, entity: entity, firstDraft: firstDraft, names, time, context)
        buffer.markContradictingLevels(from: firstDraft)
        if entity.hasSwappedCoordinates(context.feed.city) { buffer.mark(.coordinatesSwapped, from: firstDraft) }
    }

    /// Reads an attribute.
    ///
    /// - Parameters:
    ///   - first: the first attribute of its name.
    ///   - property: where the value is of the entity's controlled property, the unit that the entity declares for it;
    ///     such a value is a reading whether one is declared or not.
    static func read(
        _ member: JSONValue,
        term first: Int,
        of entity: NGSIEntity,
        property: NGSIUnit? = nil,
        _ sensor: DraftNames,
        _ entityTime: DraftTime,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        guard let term = NGSIAttribute.term(first, of: entity) else { return }
        let attribute = NGSIAttribute.all[term]
        let field = NGSIField(member)
        var unit = field.unit
        if !unit.isDeclared, let property { unit = property }
        if !unit.isDeclared, let listed = entity.measurands?.unit(of: attribute, in: entity) { unit = .listed(listed) }
        guard unit.isDeclared || property != nil || attribute.isMeantWithoutUnit(in: entity) else { return }
        let value: Double
        switch JSONQuantityValue(field.value) {
        case .number(let number):
            guard !attribute.saysNoValue(number) else { return buffer.skipEmptyValue() }
            value = number
        case .empty: return buffer.skipEmptyValue()
        case .unusable:
            if field.isDeleted { return buffer.skipEmptyValue() }
            guard attribute.kind == .spotState, field.value.kind == .string else {
                return buffer.skipValue(.notANumber)
            }
            guard let state = NGSISpotState.number(of: field.value) else { return buffer.skipEmptyValue() }
            value = state
        }
        let time = entity.time(of: field, entityTime: entityTime, context)
        let meaning = attribute.meaning(of: value, declared: unit, entity: entity, context, term: term)
        var draft = ReadingDraft(value: meaning.value, time: time, names: sensor, flags: meaning.flags)
        draft.names = buffer.names(sensor, unit: unit)
        draft.names.term = Int16(truncatingIfNeeded: meaning.term)
        buffer.append(draft)
    }
}

extension DecodingContext {
    /// The zone of times that name none.
    var zone: TimeZoneRule? { feed.subscription.timeZone }
}
