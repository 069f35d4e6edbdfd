// What a LoRaWAN codec made of a device's bytes: an object of its author's own making. What is read from it is decided by the
// taxonomy: a number under a name that it knows, that the subscription gives a unit to, or that comes with its unit. Anything
// else may be anything.
//
//   {"temperature":22.6,"humidity":41,"Hum_SHT":40.2,"TempC_SHT":"30.11 °C","Device Status":{"Sensor Fault":"No"}}
//   {"air_temperature":{"displayName":"Air temperature","unit":"°C","value":22.1}}        Decentlab
//   {"temperatureSensor":{"3":27.2,"4":21.5}}                                             Cayenne LPP: by channel
//   {"messages":[[{"measurementValue":24.9,"measurementId":"4097"}]]}                     SenseCAP
//
// A quantity may be measured twice, inside and outside. Then the way to each value is added to the sensor's name:
//
//   {"inside":{"temperature":21},"outside":{"temperature":5}}   →   dev/inside, dev/outside
//   {"temperature":21,"externalTemperature":5}                  →   dev, dev/externalTemperature
//   {"temperatureSensor":{"3":27.2,"4":21.5}}                   →   dev/3, dev/4
//
// The way is made of the keys, less the plain name of the quantity, which alone at the top adds nothing. Only the message
// itself decides, null values included, and not what came before it: so the same message gives the same sensors, today
// and in a replay. A quantity that stands once in a message is the device's, wherever it stands.
//
// A key or a level that names a probe or a place (externalTemperature, TempC_DS, outside) always adds its name: a probe
// that is left out for a day, or the device's own sensor, must not take the other one's place.

import BelfryModel

/// Takes readings out of a codec's object.
enum CodecObject {
    /// What a draft of this object measures.
    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        var measurand = CodecTerms.measurand(of: names, feed)
        // What stands in the value itself was said by the device, and goes before the data sheet.
        if !names.unit.isEmpty { measurand.unit = nil }
        return measurand
    }

    /// Takes what is known, nested objects included.
    ///
    /// - Parameter flags: what the message's time shows of every value in it.
    static func take(
        _ object: JSONValue,
        _ sensor: DraftNames,
        _ time: DraftTime,
        flags: QualityFlags = [],
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        let first = buffer.drafts.count
        var walk = CodecWalk(sensor, time, context)
        walk.take(object, of: sensor, into: &buffer)
        if !walk.repeated.isEmpty {
            buffer.removeDrafts(from: first)
            walk.isQualifying = true
            walk.take(object, of: sensor, into: &buffer)
        }
        if !flags.isEmpty { buffer.mark(flags, from: first) }
    }
}
