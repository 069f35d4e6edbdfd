// What a discovered value measures, the surest first:
//
//   the key, where the taxonomy knows it and the unit fits      value_json.dew_point, class temperature ─► dew_point
//   the key, where it says more than the class                  value_json.device_temperature           ─► device_temperature
//   the class, where it names one quantity                      value_json.t, class temperature         ─► temperature
//   the class, where the key is an abbreviation or a unit       value_json.db, class sound_pressure     ─► sound_pressure
//   the key alone, where something shows that it is a number    value_json.linkquality, unit lqi        ─► linkquality

import BelfryModel

/// Names the quantity of a discovered value.
struct DiscoveredQuantity {
    /// The taxonomy's name, or a name of its own.
    let name: String
    /// The whole path's, for values that would else share a name.
    let ownName: String

    /// A measured number.
    ///
    /// - Parameters:
    ///   - keys: one for a path's last step, or several for what stands for it, the surest first.
    ///   - path: all its steps.
    ///   - deviceClass: empty where there is none.
    ///   - unit: as written; empty where there is none.
    ///   - isMeasured: whether anything but class and unit shows that it is a number that is measured.
    init?(sensor keys: [String], path: String, deviceClass: String, unit: String, isMeasured: Bool) {
        guard !Self.classesOfText.contains(deviceClass) else { return nil }
        let isPath = keys.count == 1
        let keys = keys.map { Self.withoutUnit(QuantityName.folded($0)) }.filter { Quantity($0).isWellFormed }
        let declared = UnitName.unit(unit)
        let known = keys.first { key in
            QuantityName.isKnown(key)
                && declared.map { Subscription.unitContradicting($0, of: key) == nil } ?? true
        }
        let byClass = Self.quantity(ofClass: deviceClass)
        if let known {
            name = QuantityName.canonical(known)
        } else if isPath, let key = keys.first, key != deviceClass, key.holdsPart(deviceClass) {
            // A single key is a path's; of topics and objects the words around the class are places as often.
            name = key
        } else if let byClass {
            name = byClass
        } else if let key = keys.first, Quantity(deviceClass).isWellFormed,
            !QuantityName.isKnown(deviceClass),
            key.utf8.count <= 2 || Self.unitWords.contains(key)
        {
            // `v` and `db` say less than the class does.
            name = deviceClass
        } else if let key = keys.first, isMeasured || !unit.isEmpty || !deviceClass.isEmpty {
            // Its unit can't be the one that the taxonomy keeps this name in.
            name = QuantityName.isKnown(key) ? "\(key)_\(deviceClass.isEmpty ? "value" : deviceClass)" : key
        } else {
            return nil
        }
        ownName = Self.ownName(path, name)
        guard Quantity(name).isWellFormed else { return nil }
    }

    /// A state of two.
    ///
    /// The taxonomy's `occupancy` is the share of time that a loop is covered, and its `vibration` a velocity: a state
    /// never takes such a name.
    init?(switch keys: [String], path: String, deviceClass: String) {
        let keys = keys.map { QuantityName.folded($0) }.filter { Quantity($0).isWellFormed }
        guard let key = keys.first else { return nil }
        let own = QuantityName.isKnown(key) ? "\(key)_state" : key
        name = Self.statesByClass[deviceClass] ?? own
        ownName = Self.ownName(path, name)
        guard Quantity(name).isWellFormed else { return nil }
    }

    private static func ownName(_ path: String, _ name: String) -> String {
        let own = withoutUnit(QuantityName.folded(path))
        return !Quantity(own).isWellFormed || QuantityName.canonical(own) == name ? name : own
    }

    /// Classes of values that are words, times or money.
    private static let classesOfText: Set<String> = ["enum", "timestamp", "date", "uptime", "monetary"]

    private static let statesByClass: [String: String] = [
        "motion": "presence", "occupancy": "presence", "presence": "presence", "moisture": "water_leak",
        "smoke": "smoke_alarm", "gas": "gas_alarm", "carbon_monoxide": "co_alarm", "vibration": "vibration_detected",
        "tamper": "tamper", "battery": "battery_low", "door": "opened", "window": "opened", "opening": "opened",
        "garage_door": "opened",
    ]

    /// The quantity that a class can only be; nil where it may be several.
    ///
    /// A speed is as often the wind's as a vehicle's.
    private static func quantity(ofClass deviceClass: String) -> String? {
        if deviceClass == "precipitation_intensity" { return "rain_rate" }
        return deviceClass != "speed" && QuantityName.isKnown(deviceClass)
            ? QuantityName.canonical(deviceClass) : nil
    }

    /// `temperature_c` without its unit.
    private static func withoutUnit(_ key: String) -> String {
        let words = key.split(separator: "_")
        guard words.count > 1, let last = words.last, Self.unitWords.contains(String(last)),
            !QuantityName.isKnown(key)
        else { return key }
        return words.dropLast().joined(separator: "_")
    }

    private static let unitWords: Set<String> = [
        "c", "f", "k", "ppm", "ppb", "hpa", "kpa", "mbar", "lx", "lux", "pct", "percent", "mm", "kph", "kmh", "mps",
        "db",
        "dba", "ugm3", "v",
    ]
}
