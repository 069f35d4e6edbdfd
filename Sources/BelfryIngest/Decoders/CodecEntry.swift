/// A value of a codec's object with what stands around it.
struct CodecEntry {
    var key: JSONValue
    var value: JSONValue
    /// The term of the key; −1 where the key itself names the quantity.
    var term: Int16 = -1
    /// The number of the quantity, to notice that it repeats; −1 where it has none.
    var quantity = -1
    /// The unit beside the value; nil where there is none.
    var unit: JSONValue?
    /// The unit at the end of the key; nil where there is none.
    var keyUnit: UnsafeBufferPointer<UInt8>?
    /// Whether the key names a probe, of which a device may have several or for some time none.
    var isOfProbe = false
    /// What names the probe; nil for the whole key.
    var part: UnsafeBufferPointer<UInt8>?
    /// Cayenne's channel; nil where there is none.
    var channel: JSONValue?
}
