import BelfryModel

/// Reads JSON of any shape through a ``JSONMapping``.
enum MappedJSONDecoder: JSONPayloadDecoder {
    static func decode(_ root: JSONValue, _ context: DecodingContext, into buffer: inout DecodingBuffer) {
        guard let mapping = context.feed.subscription.mapping else {
            return buffer.reject(.undecoded, .unknownFormat, detail: "the subscription has no mapping")
        }
        guard let foreach = mapping.foreach else {
            read(root, Common(), mapping, context, into: &buffer)
            return buffer.finish(orElse: .mappingFoundNothing)
        }
        guard let list = foreach.resolve(in: root) else {
            return buffer.reject(.undecoded, .mappingFoundNothing, detail: "nothing at foreach: \(foreach.text)")
        }
        guard list.kind == .array else {
            let detail = "foreach: \(foreach.text) is \(list.kind.name) and not an array"
            return buffer.reject(.undecoded, .wrongType, detail: detail)
        }
        let common = Common(mapping, in: root)
        for element in list.elements { read(element, common, mapping, context, into: &buffer) }
        buffer.finish(orElse: .mappingFoundNothing)
    }

    static func measurand(of names: DraftText, _ feed: Feed) -> Measurand {
        guard let mapping = feed.subscription.mapping, mapping.readings.indices.contains(names.term) else {
            return Measurand()
        }
        let value = mapping.readings[names.term]
        var measurand = Measurand(sensor: names.sensor, quantity: value.quantity.name)
        measurand.unit = value.unit
        // What words stand for are bare numbers.
        if value.unit == nil, !value.words.isEmpty, feed.subscription.units[value.quantity.name] == nil {
            measurand.unit = Unit("1")
        }
        measurand.scale = value.scale
        if case .constant(let name) = mapping.sensor { measurand.sensor = name }
        return measurand
    }

    /// What the document says for all elements that do not say it themselves.
    ///
    /// Found once: a document may have as many keys beside its list as elements in it.
    private struct Common {
        var sensor: JSONValue?
        var time: JSONValue?

        /// Nothing: the document is the element.
        init() {}

        init(_ mapping: JSONMapping, in root: JSONValue) {
            if case .pointer(let pointer) = mapping.sensor { sensor = pointer.resolve(in: root) }
            time = mapping.time?.pointer.resolve(in: root)
        }
    }

    /// Reads one element.
    private static func read(
        _ element: JSONValue,
        _ common: Common,
        _ mapping: JSONMapping,
        _ context: DecodingContext,
        into buffer: inout DecodingBuffer
    ) {
        var names = DraftNames()
        if case .pointer(let pointer) = mapping.sensor {
            guard let sensor = pointer.resolve(in: element) ?? common.sensor,
                let written = JSONName.append(sensor, to: &buffer.text)
            else { return buffer.skipValue(.noSensor) }
            names = written
        }
        let time = mapping.time.map { self.time($0, in: element, common, context) } ?? .none
        for index in mapping.readings.indices {
            guard let value = mapping.readings[index].pointer.resolve(in: element) else { continue }
            switch JSONQuantityValue(value) {
            case .number(let number):
                names.term = Int16(truncatingIfNeeded: index)
                buffer.append(ReadingDraft(value: number, time: time, names: names))
            case .empty: buffer.skipEmptyValue()
            case .unusable:
                guard let number = mapping.readings[index].number(for: value) else {
                    buffer.skipValue(.notANumber)
                    continue
                }
                names.term = Int16(truncatingIfNeeded: index)
                buffer.append(ReadingDraft(value: number, time: time, names: names))
            }
        }
    }

    private static func time(
        _ time: JSONMapping.Time,
        in element: JSONValue,
        _ common: Common,
        _ context: DecodingContext
    ) -> DraftTime {
        guard let value = time.pointer.resolve(in: element) ?? common.time else { return .none }
        let decimals: Int
        switch time.encoding {
        case .automatic:
            if value.kind == .number { return automaticTime(value) }
            return context.time(value, zone: time.zone)
        case .rfc3339:
            return context.time(value, zone: time.zone)
        case .epochSeconds: decimals = 0
        case .epochMilliseconds: decimals = 3
        case .epochNanoseconds: decimals = 9
        }
        switch value.kind {
        case .number, .string:
            return DecimalNumber(value.bytes).map { DraftTime(epoch: $0, decimalsOfSecond: decimals) } ?? .unreadable
        case .null: return .none
        default: return .unreadable
        }
    }

    /// A number whose unit nobody has said, by its size.
    private static func automaticTime(_ value: JSONValue) -> DraftTime {
        guard let number = value.number, let decimal = value.decimal else { return .unreadable }
        let decimals =
            switch abs(number) {
            case ..<1e11: 0
            case ..<1e14: 3
            case ..<1e17: 6
            default: 9
            }
        return DraftTime(epoch: decimal, decimalsOfSecond: decimals)
    }
}

extension JSONMapping.Value {
    /// The number that a word stands for; nil where it stands for none.
    fileprivate func number(for value: JSONValue) -> Double? {
        if words.isEmpty { return nil }
        switch value.kind {
        case .true: return words["true"]
        case .false: return words["false"]
        case .string: return value.string.flatMap { words[$0] }
        default: return nil
        }
    }
}
