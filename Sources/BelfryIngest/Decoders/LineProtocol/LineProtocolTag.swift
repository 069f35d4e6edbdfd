// Tags may say anything about anyone, and what stands in an identity stands on the disk. So only those that say where or
// by which part something was measured count, and of the rest nothing is kept:
//
//   sensor=a-7  device_id=a-7  topic=city/a-7        name the sensor, whatever else there is
//   host=gateway-2                                   names a machine that may pass on the values of many sensors
//   zone=3  lane=2  cpu=cpu0  class=truck            tell apart what one machine or measurement brings
//   plate=AB-123-CD  visitor=…  name=…  mac=…        dropped; of a machine's own parts the name is one

/// What a tag of line protocol says, by its key.
enum LineProtocolTag {
    /// It names the sensor; the lower the rank, the surer.
    case sensor(rank: Int)
    /// It is a topic on which the values came, written by whoever took them from there.
    case topic
    case host
    /// It is part of a name.
    case part

    /// nil for a key that is not known to be harmless.
    init?(_ key: String) {
        let folded = QuantityName.folded(key)
        if let rank = Self.sensors.firstIndex(of: folded) {
            self = .sensor(rank: rank)
        } else if folded == "topic" {
            self = .topic
        } else if Self.hosts.contains(folded) {
            self = .host
        } else if Self.parts.contains(Self.base(folded)) {
            self = .part
        } else {
            return nil
        }
    }

    /// A tag of what Telegraf measures on a machine itself, whose names and devices are parts of that machine: every machine
    /// has a disk sda.
    static func ofMachine(_ key: String) -> LineProtocolTag? {
        guard let tag = QuantityName.folded(key) == "name" ? .part : LineProtocolTag(key) else { return nil }
        if case .sensor = tag { return .part }
        return tag
    }

    /// Whether a tag says that Home Assistant's entity is a person or what somebody carries.
    static func isOfPerson(_ tag: (key: String, value: String)) -> Bool {
        switch tag.key {
        case "domain": personalDomains.contains(tag.value)
        case "entity_id": isPersonsEntity(tag.value)
        default: false
        }
    }

    /// Whether a name is that of such an entity: `person.jane`, as a measurement too where there is no unit.
    static func isPersonsEntity(_ name: String) -> Bool {
        personalDomains.contains { name.hasPrefix("\($0).") }
    }

    /// Tags whose 16 hexadecimal digits are a device's and no card's or telephone's.
    static let identifiers: Set<String> = ["dev_eui", "deveui", "device_eui"]

    private static let personalDomains: Set<String> = ["person", "device_tracker"]

    /// Telegraf's measurements of machines that have parts.
    static let machineMeasurements: Set<String> = [
        "cpu", "disk", "diskio", "net", "sensors", "smart_device", "smart_attribute", "interrupts",
        "soft_interrupts", "wireless", "mdstat", "modbus", "s7comm",
    ]

    /// Without what only says that a name or a number follows: `zone_id`, `camera_name`.
    private static func base(_ key: String) -> String {
        for ending in ["_id", "_name", "_no", "_number"] where key.hasSuffix(ending) {
            return String(key.dropLast(ending.utf8.count))
        }
        return key
    }

    private static let sensors = [
        "sensor", "sensor_id", "sensorid", "device", "device_id", "deviceid", "station", "station_id", "stationid",
        "sensor_name", "device_name", "station_name", "dev_eui", "deveui", "device_eui",
        "entity_id",
    ]

    private static let hosts: Set<String> = ["host", "hostname"]

    private static let parts: Set<String> = [
        // Places. `name` is none of them, nor `label` or `tag`: what is called so is often a person.
        "site", "location", "place", "area", "zone", "district", "quarter", "city", "town", "municipality", "region",
        "building", "floor", "level", "room", "street", "road", "square", "bridge", "tunnel", "river", "junction",
        "intersection", "crossing", "approach", "direction", "lane", "section", "segment", "link", "platform", "stop",
        "line", "route", "bay", "lot", "garage", "park", "shelter",
        // Things that measure, and parts of them.
        "id", "node", "gateway", "controller", "detector", "loop", "probe", "meter", "camera", "radar", "counter",
        "pump",
        "valve", "lamp", "pole", "cabinet", "panel", "module", "board", "slot", "bus", "port", "channel", "input",
        "output", "phase", "circuit", "instance", "unit", "cpu", "core", "socket", "chip", "feature", "disk",
        "partition",
        "interface", "container", "service", "path",
        // Kinds of what is measured.
        "type", "class", "category", "kind", "vehicle_class", "vehicle_type", "sensor_type", "parameter", "pollutant",
        "substance", "size", "height", "depth",
    ]
}
