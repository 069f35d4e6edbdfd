import BelfryModel

/// What one name of a value on one topic means, worked out: the steady state needs nothing else.
struct Channel: BitwiseCopyable {
    var series: SeriesID
    var conversion: UnitConversion
    var lowest: Double
    var highest: Double
    var flags: QualityFlags
    /// Whether its readings are of public safety.
    var isOfSafety: Bool
}

/// What makes a channel one: topic, format and the names of the value, whose bytes stand beside it.
struct ChannelKey: BitwiseCopyable, Equatable {
    private var routeHash: UInt64
    /// Format, term and the lengths of the names.
    private var shape: UInt64

    init(_ route: Route, _ format: PayloadFormat, _ names: DraftNames) {
        routeHash = route.hash
        // Lengths stay below 2^12 by the limits on names.
        shape =
            UInt64(format.rawValue) | UInt64(UInt16(bitPattern: names.term)) << 8
            | UInt64(names.sensorLength & 0xFFF) << 24 | UInt64(names.quantityLength & 0xFFF) << 36
            | UInt64(names.unitLength & 0xFFF) << 48
    }

    /// The hash of it and the names' bytes.
    func hash(of text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        ByteHash.of(
            UnsafeRawBufferPointer(text),
            seed: ByteHash.mix(routeHash ^ 0x9E37_79B9_7F4A_7C15, shape | 1)
        )
    }
}
