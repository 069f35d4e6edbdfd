public import BelfryModel

extension RebirthRequest {
    /// Where the node listens for commands.
    public var topic: String { "spBv1.0/\(group)/NCMD/\(node)" }

    /// The command as the node expects it: `Node Control/Rebirth`, true.
    ///
    /// To be published at QoS 0 and not retained (Sparkplug 3.0, 6.4.24): a node that hears it later would be born once
    /// more for nothing.
    ///
    /// - Parameter now: when it is sent; only milliseconds are told.
    public func payload(at now: Timestamp) -> [UInt8] {
        let milliseconds = UInt64(clamping: now.nanoseconds / Nanoseconds.perMillisecond)
        var metric = ProtobufWriter()
        metric.text(1, "Node Control/Rebirth")
        metric.varint(3, milliseconds)
        metric.varint(4, UInt64(SparkplugDatatype.boolean.rawValue))
        metric.boolean(14, true)
        var payload = ProtobufWriter()
        payload.varint(1, milliseconds)
        payload.message(2, metric.bytes)
        return payload.bytes
    }
}
