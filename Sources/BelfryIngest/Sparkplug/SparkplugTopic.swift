/// A topic of Sparkplug's namespace, taken apart.
///
///     spBv1.0 / group / DDATA / node / device        spBv1.0 / STATE / host        STATE / host  (before 3.0)
///                               └──station──┘
///
/// Unsafe because it points into the message; used only within the call that holds it.
struct SparkplugTopic {
    let type: SparkplugMessageType
    private(set) var group = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private(set) var node = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// The node, or the node and its device.
    private(set) var station = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    var isOfDevice: Bool { station.count > node.count }

    init?(_ topic: UnsafeBufferPointer<UInt8>) {
        var rest = topic
        let namespace = Self.takeLevel(of: &rest)
        let isOlderState = RawBytes.areEqual(namespace, "STATE")
        guard isOlderState || RawBytes.areEqual(namespace, "spBv1.0") else { return nil }
        let group = isOlderState ? namespace : Self.takeLevel(of: &rest)
        if RawBytes.areEqual(group, "STATE"), !rest.isEmpty, !rest.contains(UInt8(ascii: "/")) {
            type = .state
            return
        }
        let level = Self.takeLevel(of: &rest)
        let station = rest
        let node = Self.takeLevel(of: &rest)
        guard !isOlderState, !group.isEmpty, !node.isEmpty, let first = level.first,
            let type = SparkplugMessageType(levelAfterFirst: UnsafeBufferPointer(rebasing: level.dropFirst()))
        else { return nil }
        let isOfDevice = first == UInt8(ascii: "D")
        guard isOfDevice || first == UInt8(ascii: "N"), isOfDevice != rest.isEmpty,
            isOfDevice || station.count == node.count, !rest.contains(UInt8(ascii: "/"))
        else { return nil }
        self.type = type
        self.group = group
        self.node = node
        self.station = station
    }

    /// Whether `auto` takes a topic for one of Sparkplug: nothing else begins like this.
    static func isNamespace(of topic: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = topic
        return RawBytes.areEqual(takeLevel(of: &rest), "spBv1.0") && !rest.isEmpty
    }

    /// Takes the first level and its separator off a topic.
    private static func takeLevel(of rest: inout UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.count
        let level = UnsafeBufferPointer(rebasing: rest[..<end])
        rest = UnsafeBufferPointer(rebasing: rest[min(end + 1, rest.count)...])
        return level
    }
}
