// Two walks at most: the first takes everything and notices what repeats; only where something does, a second one takes it
// again under qualified names.

import BelfryModel

/// A walk through a codec's object.
struct CodecWalk {
    /// The deepest object that is looked into; a codec's own limit is the document's.
    private static let depthLimit = 4

    /// The device, or the place in it that is being read.
    private var sensor: DraftNames
    private let context: DecodingContext
    private var time: DraftTime
    private var met = CodecQuantities()
    /// The quantities that stand in the object more than once.
    private(set) var repeated = CodecQuantities()
    /// Whether names are qualified by the way to them, which is the second walk.
    var isQualifying = false

    init(_ sensor: DraftNames, _ time: DraftTime, _ context: DecodingContext) {
        self.sensor = sensor
        self.time = time
        self.context = context
    }

    /// Takes the values of an object.
    ///
    /// - Parameter owner: the sensor's name with the way to this object.
    mutating func take(_ object: JSONValue, of owner: DraftNames, into buffer: inout DecodingBuffer, depth: Int = 0) {
        for member in object.members {
            switch member.value.kind {
            case .object: takeObject(member.key, member.value, of: owner, into: &buffer, depth)
            case .array:
                if depth == 0, member.key.isText("messages") {
                    takeMessages(member.value, of: owner, into: &buffer)
                }
            default:
                if let entry = entry(member.key, member.value) { take(entry, of: owner, into: &buffer) }
            }
        }
    }

    /// What a key measures; nil where nobody knows.
    private func entry(_ key: JSONValue, _ value: JSONValue) -> CodecEntry? {
        if let known = CodecKey(key.bytes) {
            var entry = CodecEntry(key: key, value: value, term: known.term)
            entry.isOfProbe = known.isOfProbe
            entry.quantity = known.isOfProbe ? Self.number(ofUnknown: key) : CodecTerms.quantity(of: known.term)
            entry.keyUnit = known.unit
            entry.part = known.part
            return entry
        }
        return context.feed.declaredNumber(of: key.bytes).map {
            CodecEntry(key: key, value: value, quantity: CodecTerms.quantityCount + $0)
        }
    }

    /// A number for a name that nobody knows, or for a probe: names that share one are qualified in vain, alike in all messages.
    private static func number(ofUnknown key: JSONValue) -> Int {
        CodecQuantities.limit - 64 + Int(ByteHash.of(UnsafeRawBufferPointer(key.bytes)) & 63)
    }

    /// A value with its unit, the channels of a quantity, or further members.
    private mutating func takeObject(
        _ key: JSONValue,
        _ object: JSONValue,
        of owner: DraftNames,
        into buffer: inout DecodingBuffer,
        _ depth: Int
    ) {
        if let value = object["value"], value.kind != .object, value.kind != .array {
            let unit = (object["unit"] ?? object["units"]).flatMap { $0.kind == .string && !$0.isEmptyText ? $0 : nil }
            let own = unit.map { _ in CodecEntry(key: key, value: value, quantity: Self.number(ofUnknown: key)) }
            if var entry = entry(key, value) ?? own {
                entry.unit = unit
                return take(entry, of: owner, into: &buffer)
            }
        } else if object.count > 0, Self.isChannel(object.first), var entry = entry(key, object) {
            for member in object.members where Self.isChannel(member.key) {
                entry.value = member.value
                entry.channel = member.key
                take(entry, of: owner, into: &buffer)
            }
            return
        }
        guard depth < Self.depthLimit, let inner = qualified(owner, by: key, in: &buffer) else { return }
        guard depth == 0, CodecPlace.isNamed(by: key.bytes) else {
            return take(object, of: inner, into: &buffer, depth: depth + 1)
        }
        // What stands in a place repeats nothing that stands elsewhere.
        guard let place = buffer.qualified(sensor, by: key) else { return buffer.skipValue(.unusableName) }
        let (device, others) = (sensor, met)
        sensor = place
        met = CodecQuantities()
        take(object, of: inner, into: &buffer, depth: depth + 1)
        sensor = device
        met = others
    }

    /// SenseCAP's list of measurements, or of lists of them.
    private mutating func takeMessages(
        _ list: JSONValue,
        of owner: DraftNames,
        into buffer: inout DecodingBuffer,
        depth: Int = 0
    ) {
        let messageTime = time
        for message in list.elements {
            if message.kind == .array {
                if depth < Self.depthLimit { takeMessages(message, of: owner, into: &buffer, depth: depth + 1) }
                continue
            }
            if let own = message["timestamp"], own.kind == .number {
                time = context.time(epoch: own, decimalsOfSecond: 3)
            }
            takeMessage(message, of: owner, into: &buffer)
            time = messageTime
        }
    }

    private mutating func takeMessage(
        _ message: JSONValue,
        of owner: DraftNames,
        into buffer: inout DecodingBuffer
    ) {
        guard let value = message["measurementValue"] else {
            return take(message, of: owner, into: &buffer, depth: 1)
        }
        let identifier = message["measurementId"] ?? message["measurementID"]
        let key = identifier.flatMap { CodecTerms.index(of: $0.bytes) == nil ? nil : $0 } ?? message["type"]
        if let key, key.kind == .string || key.kind == .number, let entry = entry(key, value) {
            take(entry, of: owner, into: &buffer)
        }
    }

    private static func isChannel(_ key: JSONValue) -> Bool {
        let bytes = key.bytes
        return (1...3).contains(bytes.count) && bytes.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
    }
}

extension CodecWalk {
    /// Takes one value.
    private mutating func take(_ entry: CodecEntry, of owner: DraftNames, into buffer: inout DecodingBuffer) {
        let number: Double
        var unit = TextSpan(start: 0, length: 0)
        if let written = QuantityText(entry.value, in: &buffer.text) {
            number = written.number
            unit = written.unit
        } else {
            switch JSONQuantityValue(entry.value) {
            case .number(let plain): number = plain
            case .empty:
                note(entry)
                return buffer.skipEmptyValue()
            case .unusable:
                guard entry.term >= 0, CodecTerms.isSwitch(entry.term),
                    entry.value.kind == .true || entry.value.kind == .false
                else { return buffer.skipValue(.notANumber) }
                number = entry.value.kind == .true ? 1 : 0
            }
            if let beside = entry.unit {
                unit = buffer.text.span(of: beside, limit: UnitName.byteLimit)
            } else if let behind = entry.keyUnit {
                unit = TextSpan(start: buffer.text.count, length: behind.count)
                buffer.text.append(behind)
            }
        }
        var entry = entry
        if entry.term >= 0 {
            let unitText = buffer.text.bytes(unit.start, unit.length)
            entry.term = CodecTerms.corrected(entry.term, number, unit: unitText, context.feed)
            if !entry.isOfProbe { entry.quantity = CodecTerms.quantity(of: entry.term) }
        }
        note(entry)
        guard let names = names(of: entry, unit, owner, in: &buffer) else {
            return buffer.skipValue(.unusableName)
        }
        buffer.append(ReadingDraft(value: number, time: time, names: names))
    }

    private mutating func note(_ entry: CodecEntry) {
        // The second walk meets everything again.
        if isQualifying { return }
        if met.contains(entry.quantity) { repeated.insert(entry.quantity) }
        met.insert(entry.quantity)
    }

    /// The names of a value; nil where they are too long.
    private func names(
        of entry: CodecEntry,
        _ unit: TextSpan,
        _ owner: DraftNames,
        in buffer: inout DecodingBuffer
    ) -> DraftNames? {
        var names = sensor
        if entry.isOfProbe {
            let base = isQualifying && repeated.contains(entry.quantity) ? owner : sensor
            let qualified = entry.part.map { buffer.qualified(base, by: $0) } ?? buffer.qualified(base, by: entry.key)
            guard let qualified else { return nil }
            names = qualified
        } else if isQualifying, repeated.contains(entry.quantity) {
            // The plain name of a quantity says nothing that the way to it has not said.
            let isPlain = entry.term < 0 || CodecTerms.isPlain(entry.term)
            let part = entry.channel ?? (isPlain ? nil : entry.key)
            guard let qualified = part.map({ buffer.qualified(owner, by: $0) }) ?? owner else { return nil }
            names = qualified
        }
        names.term = entry.term
        return buffer.names(names, quantity: entry.term < 0 ? entry.key : nil, unit: unit)
    }

    /// The way to an object, for names below it; in the first walk nobody needs it.
    private func qualified(_ owner: DraftNames, by key: JSONValue, in buffer: inout DecodingBuffer) -> DraftNames? {
        isQualifying ? buffer.qualified(owner, by: key) : owner
    }
}
