/// What a discovery message says of one value on a state topic.
struct DiscoveredValue: Hashable, Sendable {
    var template: ValueTemplate
    /// UTF-8 of the sensor's name; empty where the topic names it.
    var sensor: [UInt8]
    /// UTF-8 of the quantity.
    var quantity: [UInt8]
    /// The quantity where another value of the same sensor has the same one: `outtemp` for temperature.
    var ownName: [UInt8]
    /// UTF-8 of the unit as written; empty where there is none.
    var unit: [UInt8]
    /// Words for 1 and 0; nil for a number.
    var states: SwitchStates?

    /// What makes two values of one topic the same: where they stand, and what they are.
    fileprivate var asTold: DiscoveredValue {
        DiscoveredValue(template: template, sensor: [], quantity: quantity, ownName: [], unit: [])
    }

    /// The words of a binary sensor.
    struct SwitchStates: Hashable, Sendable {
        var on: [UInt8]
        var off: [UInt8]
    }
}

/// A state topic and all that discovery messages have said of it.
///
/// A class, so that a look-up hands out one reference and copies nothing.
final class DiscoveredTopic: Sendable {
    /// The topic's UTF-8 bytes.
    let topic: [UInt8]
    let values: [DiscoveredValue]

    /// - Parameters:
    ///   - said: in the order of arrival; what would be told twice is told once.
    ///   - isShared: whether another value of the same sensor has the same quantity.
    init(topic: [UInt8], said: [DiscoveredValue], isShared: (DiscoveredValue) -> Bool) {
        self.topic = topic
        var told: Set<DiscoveredValue> = []
        var values: [DiscoveredValue] = []
        for value in said where told.insert(value.asTold).inserted { values.append(value) }
        for index in values.indices where isShared(values[index]) {
            values[index].quantity = values[index].ownName
        }
        self.values = values
    }
}
