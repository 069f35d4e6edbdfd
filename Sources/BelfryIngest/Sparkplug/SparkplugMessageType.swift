/// What a Sparkplug message is for; whether of a node or of a device is for its topic to say.
enum SparkplugMessageType: BitwiseCopyable {
    case birth
    case death
    case data
    case command
    /// Of a host application, not of a sensor.
    case state

    /// The type of a level without its first letter: `N` and `D` tell node and device.
    init?(levelAfterFirst text: UnsafeBufferPointer<UInt8>) {
        if RawBytes.areEqual(text, "DATA") {
            self = .data
        } else if RawBytes.areEqual(text, "BIRTH") {
            self = .birth
        } else if RawBytes.areEqual(text, "DEATH") {
            self = .death
        } else if RawBytes.areEqual(text, "CMD") {
            self = .command
        } else {
            return nil
        }
    }
}
