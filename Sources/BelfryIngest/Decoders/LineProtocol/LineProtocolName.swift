// Who measured, and what:
//
//   air,station=a-7,district=north no2=31.5     a tag that names sensors: a-7, no2
//   no2,station=a-7 value=31.5                  the field "value": a-7, and the measurement is the quantity
//   mqtt_consumer,topic=env/a-7/no2 value=31.5  a tag that is a topic: env/a-7, and its last level is the quantity
//   air,zone=north no2=31.5                     no such tag: the topic's sensor, else air/north, tags by key
//   cpu,cpu=cpu0,host=gw usage_idle=98.5        a host and a part of it: gw/cpu0
//   °C,domain=sensor,entity_id=roof value=21.5  Home Assistant: the measurement is the unit, which may tell the quantity
//   diskio,name=sda,host=gw reads=7i            what Telegraf tells of a machine itself: gw/sda

import BelfryModel

/// Takes the names of line protocol apart.
enum LineProtocolName {
    /// What the values of a field measure.
    ///
    /// - Parameters:
    ///   - series: measurement and tags as written, known to be well formed.
    ///   - field: the field's key as written.
    static func measurand(series: String, field: String, topicNamesSensor: Bool) -> Measurand {
        let names = names(of: series)
        let quantity = unescaped(field, .key)
        guard !names.isOfPerson else {
            var personal = Measurand(quantity: quantity)
            personal.fault = .personalData
            return personal
        }
        var measurand = Measurand(quantity: quantity == "value" ? names.measurement : quantity)
        var topicSensor = names.topic
        if quantity == "value", !QuantityName.isKnown(names.measurement), let split = split(names.topic) {
            (topicSensor, measurand.quantity) = split
        }
        if !names.sensor.isEmpty {
            measurand.sensor = names.sensor
        } else if !topicSensor.isEmpty {
            measurand.sensor = topicSensor
        } else if !topicNamesSensor {
            let owner = names.host.isEmpty ? names.measurement : names.host
            measurand.sensor = ([owner] + names.parts).joined(separator: "/")
        }
        if quantity == "value", !names.entity.isEmpty, let unit = UnitName.unit(names.measurement) {
            let implied = UnitName.impliedQuantity(unit.code)
            measurand.quantity = implied.isEmpty ? quantity : implied
            measurand.unitText = unit.code
        } else {
            (measurand.quantity, measurand.unitText) = QuantityName.parts(of: measurand.quantity)
        }
        return measurand
    }

    /// A topic without its last level, and that level, where it can be a quantity.
    private static func split(_ topic: String) -> (sensor: String, quantity: String)? {
        guard let slash = topic.lastIndex(of: "/"), slash > topic.startIndex else { return nil }
        let level = String(topic[topic.index(after: slash)...])
        guard Quantity(QuantityName.folded(level)).isWellFormed else { return nil }
        return (String(topic[..<slash]), level)
    }

    /// What of a series names things; empty where nothing does.
    private struct Names {
        var measurement = ""
        var sensor = ""
        var topic = ""
        var host = ""
        /// Home Assistant's name for the sensor.
        var entity = ""
        var parts: [String] = []
        /// Whether it is about a person or what somebody carries.
        var isOfPerson = false
    }

    private static func names(of series: String) -> Names {
        let (measurement, tags) = parts(of: series)
        var names = Names(measurement: HardwareAddress.hidden(in: measurement))
        var sensorRank = Int.max
        let isOfMachine = LineProtocolTag.machineMeasurements.contains(measurement)
        let hasDevice = tags.contains { $0.key == "device" }
        names.isOfPerson =
            tags.contains(where: LineProtocolTag.isOfPerson) || LineProtocolTag.isPersonsEntity(measurement)
        // The order of tags means nothing in line protocol, so it must not tell sensors apart.
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
            // Where a device is mounted may be somebody's home directory, and the device tells the disk as well.
            if isOfMachine, hasDevice, key == "path" { continue }
            let isIdentifier = LineProtocolTag.identifiers.contains(key) && HardwareAddress.isDeviceIdentifier(value)
            let name = isIdentifier ? value : HardwareAddress.hidden(in: value)
            switch isOfMachine ? LineProtocolTag.ofMachine(key) : LineProtocolTag(key) {
            case .sensor(let rank) where rank < sensorRank:
                sensorRank = rank
                names.sensor = name
                if key == "entity_id" { names.entity = name }
            case .topic: names.topic = name
            case .host: names.host = name
            case .part: names.parts.append(name)
            case .sensor, nil: break
            }
        }
        return names
    }

    private static func parts(of series: String) -> (measurement: String, tags: [(key: String, value: String)]) {
        Array(series.utf8).withUnsafeBufferPointer { bytes in
            var cursor = LineProtocolCursor(bytes)
            var tags: [(key: String, value: String)] = []
            do throws(LineProtocolFault) {
                let measurement = text(try cursor.takeName(.measurement), .measurement)
                while cursor.take(UInt8(ascii: ",")) {
                    let key = text(try cursor.takeName(.key), .key)
                    guard cursor.take(UInt8(ascii: "=")) else { break }
                    tags.append((key, text(try cursor.takeName(.key), .key)))
                }
                return (measurement, tags)
            } catch {
                return (series, tags)
            }
        }
    }

    private static func unescaped(_ name: String, _ kind: LineProtocolCursor.NameKind) -> String {
        Array(name.utf8).withUnsafeBufferPointer { text($0, kind) }
    }

    private static func text(_ name: UnsafeBufferPointer<UInt8>, _ kind: LineProtocolCursor.NameKind) -> String {
        var bytes: [UInt8] = []
        for (index, byte) in name.enumerated() {
            let isEscape =
                byte == UInt8(ascii: "\\") && index + 1 < name.count
                && LineProtocolCursor.isEscaped(name[index + 1], kind)
            if !isEscape { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
