// What a LoRaWAN codec made of a device's bytes: an object of its author's own making. What is read from it is decided by the
// taxonomy: a number under a name that it knows, or that the subscription gives a unit to. Anything else may be anything.
//
//   {"temperature":22.6,"humidity":41,"Hum_SHT":40.2,"TempC_SHT":"30.11 °C","Device Status":{"Sensor Fault":"No"}}
//
// Codecs speak in the units of their data sheets, which for what is named here are the metric ones (The Things Stack lays
// them down for its normalized payload: Cel, %, hPa, ppm, lx).

import BelfryModel

/// Takes readings out of a codec's object.
enum CodecObject {
    /// The deepest object that is looked into; a codec's own limit is the document's.
    private static let depthLimit = 4

    private static let terms = TermTable([
        PayloadTerm("temperature", "temperature", "Cel"), PayloadTerm("temp", "temperature", "Cel"),
        PayloadTerm("tempc_sht", "temperature", "Cel"), PayloadTerm("tempc", "temperature", "Cel"),
        PayloadTerm("temperaturec", "temperature", "Cel"), PayloadTerm("temperature_c", "temperature", "Cel"),
        PayloadTerm("temp_c", "temperature", "Cel"), PayloadTerm("airtemperature", "temperature", "Cel"),
        PayloadTerm("air_temperature", "temperature", "Cel"), PayloadTerm("ambienttemperature", "temperature", "Cel"),
        PayloadTerm("temperature_f", "temperature", "[degF]"), PayloadTerm("temp_f", "temperature", "[degF]"),
        PayloadTerm("humidity", "relative_humidity", "%"), PayloadTerm("hum", "relative_humidity", "%"),
        PayloadTerm("hum_sht", "relative_humidity", "%"), PayloadTerm("rh", "relative_humidity", "%"),
        PayloadTerm("relative_humidity", "relative_humidity", "%"),
        PayloadTerm("airhumidity", "relative_humidity", "%"),
        PayloadTerm("relativehumidity", "relative_humidity", "%"),
        PayloadTerm("pressure", "pressure", "hPa"), PayloadTerm("barometer", "pressure", "hPa"),
        PayloadTerm("barometric_pressure", "pressure", "hPa"), PayloadTerm("dew_point", "dew_point", "Cel"),
        PayloadTerm("co2", "co2", "[ppm]"), PayloadTerm("co2_ppm", "co2", "[ppm]"), PayloadTerm("tvoc", "tvoc", nil),
        PayloadTerm("pm1", "pm1", "ug/m3"), PayloadTerm("pm1_0", "pm1", "ug/m3"),
        PayloadTerm("pm2_5", "pm2_5", "ug/m3"),
        PayloadTerm("pm25", "pm2_5", "ug/m3"), PayloadTerm("pm2.5", "pm2_5", "ug/m3"),
        PayloadTerm("pm10", "pm10", "ug/m3"),
        PayloadTerm("no2", "no2", nil), PayloadTerm("o3", "o3", nil), PayloadTerm("so2", "so2", nil),
        PayloadTerm("no", "no", nil), PayloadTerm("co", "co", nil),
        PayloadTerm("light", "illuminance", "lx"), PayloadTerm("illuminance", "illuminance", "lx"),
        PayloadTerm("illumination", "illuminance", "lx"), PayloadTerm("lux", "illuminance", "lx"),
        // Some codecs count it in lux, some in lumens: it keeps its name, and its unit stays to be declared.
        PayloadTerm("luminosity", "luminosity", nil),
        PayloadTerm("laeq", "laeq", "dB(A)"), PayloadTerm("lafmax", "lamax", "dB(A)"),
        PayloadTerm("laf", "laf", "dB(A)"),
        PayloadTerm("lamax", "lamax", "dB(A)"), PayloadTerm("soundavg", "sound_average", "dB"),
        PayloadTerm("soundpeak", "sound_peak", "dB"),
        PayloadTerm("water_level", "water_level", nil), PayloadTerm("waterlevel", "water_level", nil),
        PayloadTerm("level", "level", nil), PayloadTerm("distance", "measured_distance", nil),
        PayloadTerm("wind_speed", "wind_speed", "m/s"), PayloadTerm("windspeed", "wind_speed", "m/s"),
        PayloadTerm("wind_direction", "wind_direction", "deg"), PayloadTerm("winddirection", "wind_direction", "deg"),
        PayloadTerm("rainfall", "precipitation", "mm"), PayloadTerm("rain", "precipitation", "mm"),
        PayloadTerm("people_count", "people_count", "1"), PayloadTerm("total_in", "people_in", "1"),
        PayloadTerm("total_out", "people_out", "1"),
        PayloadTerm("battery", "battery", "%"), PayloadTerm("battery_level", "battery", "%"),
        PayloadTerm("batterylevel", "battery", "%"), PayloadTerm("batv", "battery_voltage", "V"),
        PayloadTerm("battery_voltage", "battery_voltage", "V"), PayloadTerm("batteryvoltage", "battery_voltage", "V"),
        PayloadTerm("vdd", "battery_voltage", "mV"), PayloadTerm("pir", "pir", "1"),
    ])

    /// What a draft of this object measures.
    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        var measurand = terms.measurand(of: names, feed)
        // What stands in the value itself was said by the device, and goes before the data sheet.
        if !names.unit.isEmpty { measurand.unit = nil }
        return measurand
    }

    /// Takes what is known, nested objects included.
    static func take(
        _ object: JSONValue,
        _ sensor: DraftNames,
        _ time: DraftTime,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer,
        depth: Int = 0
    ) {
        for member in object.members {
            if member.value.kind == .object {
                if depth < depthLimit { take(member.value, sensor, time, context, into: &buffer, depth: depth + 1) }
                continue
            }
            var names: DraftNames
            if let term = terms.index(of: member.key.bytes) {
                names = sensor
                names.term = term
            } else if context.feed.isDeclared(member.key.bytes),
                let named = buffer.names(sensor, quantity: member.key.bytes)
            {
                names = named
            } else {
                continue
            }
            if let written = QuantityText(member.value) {
                // Its own unit: the names need one more text.
                let bare = names
                names = buffer.names(bare, unit: written.unit)
                buffer.append(ReadingDraft(value: written.number, time: time, names: names))
            } else {
                buffer.take(member.value, names, time)
            }
        }
    }
}
