/// A value of a parsed document: a cursor, not a copy.
///
/// Unsafe because it points into the payload and into the nodes of a ``JSONDocument``; it is used only between the
/// parse and the next one, within the call that holds the payload.
struct JSONValue {
    let text: UnsafePointer<UInt8>
    let node: UnsafePointer<JSONNode>

    var kind: JSONKind { node.pointee.kind }

    /// Elements of an array, members of an object; 0 for anything else.
    var count: Int {
        kind == .object || kind == .array ? Int(node.pointee.length) : 0
    }

    /// The bytes of a string or number as they stand in the payload, escapes included.
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text + Int(node.pointee.offset), count: Int(node.pointee.length))
    }

    /// The value after this one among its siblings; there has to be one.
    var next: JSONValue {
        JSONValue(text: text, node: node + Int(node.pointee.span))
    }

    /// The first child; there has to be one.
    var first: JSONValue {
        JSONValue(text: text, node: node + 1)
    }

    /// The elements of an array; nothing for any other value.
    var elements: JSONElements {
        JSONElements(of: self)
    }

    /// The members of an object; nothing for any other value.
    var members: JSONMembers {
        JSONMembers(of: self)
    }

    /// The value of a key; nil where this is no object or has no such key.
    ///
    /// O(members).
    subscript(_ key: StaticString) -> JSONValue? {
        for member in members where member.key.isText(key) { return member.value }
        return nil
    }

    /// The number; nil where this is none, infinite when it is beyond the range of a double.
    var number: Double? {
        kind == .number ? DecimalNumber.double(bytes) : nil
    }

    /// The number as it is written; nil where this is none.
    var decimal: DecimalNumber? {
        kind == .number ? DecimalNumber(bytes) : nil
    }
}

/// The elements of an array, in order.
struct JSONElements: Sequence, IteratorProtocol {
    private var cursor: JSONValue
    private var remaining: Int

    init(of array: JSONValue) {
        self.remaining = array.kind == .array ? array.count : 0
        self.cursor = remaining > 0 ? array.first : array
    }

    mutating func next() -> JSONValue? {
        guard remaining > 0 else { return nil }
        let element = cursor
        remaining -= 1
        if remaining > 0 { cursor = cursor.next }
        return element
    }
}

/// The members of an object, in order.
struct JSONMembers: Sequence, IteratorProtocol {
    private var cursor: JSONValue
    private var remaining: Int

    init(of object: JSONValue) {
        self.remaining = object.kind == .object ? object.count : 0
        self.cursor = remaining > 0 ? object.first : object
    }

    mutating func next() -> (key: JSONValue, value: JSONValue)? {
        guard remaining > 0 else { return nil }
        let key = cursor
        let value = cursor.next
        remaining -= 1
        if remaining > 0 { cursor = value.next }
        return (key, value)
    }
}
