/// What stands in the place of a measured value: a number, a number in quotes, or some way to say "none".
enum JSONQuantityValue {
    /// Infinite for a number beyond the range of a double.
    case number(Double)
    /// `null`, `""`, `"nr"`, `"NaN"`: no value, and certainly not 0.
    case empty
    /// A boolean, a word, an object: not a measured value.
    case unusable

    init(_ value: JSONValue) {
        switch value.kind {
        case .number: self = value.number.map { .number($0) } ?? .unusable
        case .string:
            let text = PlainText.trimmed(UnsafeRawBufferPointer(value.bytes))
            if text.isEmpty || PlainText.saysNoValue(text) {
                self = .empty
            } else {
                self = DecimalNumber.double(text).map { .number($0) } ?? .unusable
            }
        case .null: self = .empty
        case .true, .false, .object, .array: self = .unusable
        }
    }
}

/// Names in documents: text, or a number that stands for one.
enum JSONName {
    /// Writes a sensor's name into the arena; nil where the value cannot be a name.
    static func append(_ value: JSONValue, to text: inout TextArena) -> DraftNames? {
        guard value.kind == .string || value.kind == .number, (1...SensorName.byteLimit).contains(value.bytes.count)
        else { return nil }
        let start = text.count
        text.append(value)
        return DraftNames(
            start: UInt32(truncatingIfNeeded: start),
            sensorLength: UInt16(truncatingIfNeeded: text.count - start)
        )
    }
}
