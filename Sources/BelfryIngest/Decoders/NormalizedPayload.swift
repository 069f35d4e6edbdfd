// What The Things Stack makes of a codec's object, in a schema of its own: a measurement or a list of them, each of sections.
//
//   [{"time":"…","air":{"temperature":21.5,"relativeHumidity":40},"battery":3.1},{"soil":{"depth":10,"moisture":22}}]
//
// A list may hold the same quantity at several depths or places: then its sensors are told apart by the depth, or by the
// place in the list. Measurements with times of their own are the history of one.

import BelfryModel

/// Reads the normalized payload of The Things Stack.
enum NormalizedPayload {
    /// Where these terms begin, behind those of codecs.
    private static let firstTerm: Int16 = 1_000

    private static let fields: [(section: StaticString, field: StaticString)] = [
        ("air", "temperature"), ("air", "relativeHumidity"), ("air", "pressure"), ("air", "co2"),
        ("air", "lightIntensity"), ("wind", "speed"), ("wind", "direction"), ("soil", "temperature"),
        ("soil", "moisture"), ("soil", "ec"), ("soil", "pH"), ("soil", "n"), ("soil", "p"), ("soil", "k"),
        ("rain", "intensity"), ("rain", "cumulative"), ("water", "temperature"), ("metering", "water"),
        ("water", "leak"), ("action", "motion"), ("action", "contactState"),
    ]
    private static let terms = TermTable([
        PayloadTerm("air.temperature", "temperature", "Cel"),
        PayloadTerm("air.relativehumidity", "relative_humidity", "%"),
        PayloadTerm("air.pressure", "pressure", "hPa"), PayloadTerm("air.co2", "co2", "[ppm]"),
        PayloadTerm("air.lightintensity", "illuminance", "lx"), PayloadTerm("wind.speed", "wind_speed", "m/s"),
        PayloadTerm("wind.direction", "wind_direction", "deg"),
        PayloadTerm("soil.temperature", "soil_temperature", "Cel"), PayloadTerm("soil.moisture", "soil_moisture", "%"),
        PayloadTerm("soil.ec", "soil_conductivity", "dS/m"), PayloadTerm("soil.ph", "soil_ph", "1"),
        PayloadTerm("soil.n", "soil_nitrogen", "[ppm]"), PayloadTerm("soil.p", "soil_phosphorus", "[ppm]"),
        PayloadTerm("soil.k", "soil_potassium", "[ppm]"), PayloadTerm("rain.intensity", "rain_rate", "mm/h"),
        PayloadTerm("rain.cumulative", "precipitation", "mm"),
        PayloadTerm("water.temperature", "water_temperature", "Cel"),
        PayloadTerm("metering.water", "water_total", "L"), PayloadTerm("water.leak", "water_leak", "1"),
        PayloadTerm("action.motion", "presence", "1"), PayloadTerm("action.contactstate", "contact", "1"),
        PayloadTerm("battery", "battery_voltage", "V"),
    ])

    /// What a draft of this payload measures; nil where it is none of it.
    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand? {
        guard names.term >= Int(firstTerm) else { return nil }
        var names = names
        names.term -= Int(firstTerm)
        return terms.measurand(of: names, feed)
    }

    /// Takes what the schema knows.
    static func take(
        _ payload: JSONValue,
        _ sensor: DraftNames,
        _ time: UplinkTime,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        if payload.kind == .object { return take(measurement: payload, sensor, time, context, into: &buffer) }
        let repeats = repeats(payload)
        var place = 0
        for measurement in payload.elements where !buffer.isOverfull {
            place += 1
            var owner = sensor
            if repeats, measurement["time"] == nil {
                let depth = measurement["soil"]?["depth"].flatMap { $0.kind == .number ? $0 : nil }
                let named = depth.map { buffer.qualified(sensor, by: $0) } ?? buffer.qualified(sensor, by: place)
                guard let named else {
                    buffer.skipValue(.unusableName)
                    continue
                }
                owner = named
            }
            take(measurement: measurement, owner, time, context, into: &buffer)
        }
    }

    private static func take(
        measurement: JSONValue,
        _ sensor: DraftNames,
        _ time: UplinkTime,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let first = buffer.drafts.count
        let own = context.time(measurement["time"])
        let draft = own.isOwn ? own : time.draft
        for member in measurement.members {
            if member.value.kind != .object {
                if let term = term(atTop: member.key) { buffer.take(member.value, term: term, of: sensor, draft) }
                continue
            }
            for field in member.value.members {
                guard let term = term(of: member.key, field.key) else { continue }
                // {"water":{"temperature":{"current":18.2,"min":…}}}, {"metering":{"water":{"total":1200}}},
                // {"action":{"motion":{"detected":true,"count":3}}}
                let inner =
                    field.value.kind == .object
                    ? field.value["current"] ?? field.value["total"] ?? field.value["detected"] : field.value
                guard let inner else { continue }
                if field.key.isText("contactState") {
                    takeContact(inner, term, of: sensor, draft, into: &buffer)
                } else {
                    buffer.take(inner, term: term, of: sensor, draft, takesSwitches: true)
                }
            }
        }
        if !own.isOwn, !time.flags.isEmpty { buffer.mark(time.flags, from: first) }
    }

    /// Closed is 1, as Zigbee has it.
    private static func takeContact(
        _ state: JSONValue,
        _ term: Int16,
        of sensor: DraftNames,
        _ time: DraftTime,
        into buffer: inout DecodingBuffer
    ) {
        guard state.isText("open") || state.isText("closed") else { return buffer.skipValue(.notANumber) }
        var names = sensor
        names.term = term
        buffer.append(ReadingDraft(value: state.isText("closed") ? 1 : 0, time: time, names: names))
    }

    /// Whether two measurements of one instant hold the same quantity.
    private static func repeats(_ list: JSONValue) -> Bool {
        var met = CodecQuantities()
        for measurement in list.elements where measurement["time"] == nil {
            for member in measurement.members {
                if let term = term(atTop: member.key) {
                    if met.contains(Int(term - firstTerm)) { return true }
                    met.insert(Int(term - firstTerm))
                }
                for field in member.value.members {
                    guard let term = term(of: member.key, field.key) else { continue }
                    if met.contains(Int(term - firstTerm)) { return true }
                    met.insert(Int(term - firstTerm))
                }
            }
        }
        return false
    }

    private static func term(of section: JSONValue, _ field: JSONValue) -> Int16? {
        fields.firstIndex { section.isText($0.section) && field.isText($0.field) }.map { firstTerm + Int16($0) }
    }

    /// The battery alone stands in no section; its term is the last.
    private static func term(atTop field: JSONValue) -> Int16? {
        field.isText("battery") ? firstTerm + Int16(fields.count) : nil
    }
}
