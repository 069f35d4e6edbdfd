/// Reads a message by what discovery messages say of its topic.
enum DiscoveredState {
    /// Adds the values of a document.
    ///
    /// - Parameters:
    ///   - sensor: the sensor where the format knows better than the discovery message.
    ///   - isTaken: whether the format has read a key itself.
    /// - Returns: whether any value was there, be it an empty one.
    static func append(
        _ topic: DiscoveredTopic,
        _ root: JSONValue,
        sensor: DraftNames? = nil,
        time: DraftTime = .none,
        into buffer: inout DecodingBuffer,
        unless isTaken: (UnsafeBufferPointer<UInt8>) -> Bool = { _ in false }
    ) -> Bool {
        var isAny = false
        for value in topic.values {
            guard case .path(let pointer) = value.template, let written = pointer.resolve(in: root) else { continue }
            if let key = pointer.steps.last?.key, key.withUnsafeBufferPointer({ isTaken($0) }) { continue }
            switch content(written, value.states) {
            case .number(let number):
                guard let names = names(value, sensor, into: &buffer) else { continue }
                buffer.append(ReadingDraft(value: number, time: time, names: names))
            case .empty: buffer.skipEmptyValue()
            case .unusable: continue
            }
            isAny = true
        }
        return isAny
    }

    /// Adds the value that a text is.
    static func append(
        _ topic: DiscoveredTopic,
        _ text: UnsafeBufferPointer<UInt8>,
        into buffer: inout DecodingBuffer
    ) -> Bool {
        var isAny = false
        for value in topic.values where value.template == .payload {
            switch content(text, value.states) {
            case .number(let number):
                guard let names = names(value, nil, into: &buffer) else { continue }
                buffer.append(ReadingDraft(value: number, time: .none, names: names))
            case .empty: buffer.skipEmptyValue()
            case .unusable: continue
            }
            isAny = true
        }
        return isAny
    }

    private static func content(
        _ value: JSONValue,
        _ states: DiscoveredValue.SwitchStates?
    ) -> JSONQuantityValue {
        guard let states else { return JSONQuantityValue(value) }
        switch value.kind {
        case .true: return state("true", states)
        case .false: return state("false", states)
        case .string, .number: return content(value.bytes, states)
        case .null: return .empty
        case .object, .array: return .unusable
        }
    }

    private static func content(
        _ text: UnsafeBufferPointer<UInt8>,
        _ states: DiscoveredValue.SwitchStates?
    ) -> JSONQuantityValue {
        if let states { return state(text, states) }
        if text.isEmpty || PlainText.saysNoValue(text) { return .empty }
        return DecimalNumber.double(text).map { .number($0) } ?? .unusable
    }

    private static func state(_ word: StaticString, _ states: DiscoveredValue.SwitchStates) -> JSONQuantityValue {
        state(word.bytes, states)
    }

    private static func state(
        _ word: UnsafeBufferPointer<UInt8>,
        _ states: DiscoveredValue.SwitchStates
    ) -> JSONQuantityValue {
        if isSame(word, states.on) { return .number(1) }
        return isSame(word, states.off) ? .number(0) : .unusable
    }

    /// Whatever the case: a template writes JSON's true as True.
    private static func isSame(_ word: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Bool {
        word.count == other.count && word.indices.allSatisfy { lower(word[$0]) == lower(other[$0]) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    private static func names(
        _ value: DiscoveredValue,
        _ sensor: DraftNames?,
        into buffer: inout DecodingBuffer
    ) -> DraftNames? {
        let owner = sensor ?? value.sensor.withUnsafeBufferPointer { buffer.sensor($0) } ?? DraftNames()
        return value.quantity.withUnsafeBufferPointer { quantity in
            value.unit.withUnsafeBufferPointer { buffer.names(owner, quantity: quantity, unit: $0) }
        }
    }
}
