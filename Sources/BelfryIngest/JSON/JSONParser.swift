/// One pass over one document: recursive descent with a depth cap, so that no input can exhaust the stack.
///
/// Unsafe because it walks raw bytes and writes raw nodes; every read is preceded by a comparison with `count`.
struct JSONParser {
    let text: UnsafePointer<UInt8>
    let count: Int
    let nodes: UnsafeMutablePointer<JSONNode>
    var position = 0
    var nodeCount = 0

    init(text: UnsafePointer<UInt8>, count: Int, nodes: UnsafeMutablePointer<JSONNode>) {
        self.text = text
        self.count = count
        self.nodes = nodes
    }

    mutating func parseDocument() throws(JSONFault) {
        skipByteOrderMark()
        skipBlanks()
        try parseValue(depth: 0)
        skipBlanks()
        guard position == count else { throw JSONFault(kind: .trailingBytes, offset: position) }
    }

    private mutating func parseValue(depth: Int) throws(JSONFault) {
        guard position < count else { throw JSONFault(kind: .unexpectedEnd, offset: position) }
        switch text[position] {
        case UInt8(ascii: "{"): try parseObject(depth: depth + 1)
        case UInt8(ascii: "["): try parseArray(depth: depth + 1)
        case UInt8(ascii: "\""): try parseString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parseNumber()
        case UInt8(ascii: "t"): try parseWord("true", kind: .true)
        case UInt8(ascii: "f"): try parseWord("false", kind: .false)
        case UInt8(ascii: "n"): try parseWord("null", kind: .null)
        case UInt8(ascii: "N"), UInt8(ascii: "I"): throw JSONFault(kind: .notFinite, offset: position)
        default: throw JSONFault(kind: .unexpectedByte, offset: position)
        }
    }

    private mutating func parseObject(depth: Int) throws(JSONFault) {
        let parent = try open(.object, depth: depth)
        var members: UInt32 = 0
        var mayClose = true
        var anyKeyEscaped = false
        while true {
            skipBlanks()
            guard position < count else { throw JSONFault(kind: .unexpectedEnd, offset: position) }
            if mayClose, text[position] == UInt8(ascii: "}") { break }
            guard text[position] == UInt8(ascii: "\"") else { throw JSONFault(kind: .unexpectedByte, offset: position) }
            let key = nodeCount
            try parseString()
            anyKeyEscaped = anyKeyEscaped || nodes[key].hasEscapes
            skipBlanks()
            try expect(UInt8(ascii: ":"))
            skipBlanks()
            try parseValue(depth: depth)
            members += 1
            skipBlanks()
            guard position < count else { throw JSONFault(kind: .unexpectedEnd, offset: position) }
            if text[position] == UInt8(ascii: "}") { break }
            try expect(UInt8(ascii: ","))
            mayClose = false
        }
        position += 1
        close(parent, length: members)
        try refuseDuplicateKeys(of: parent, members: Int(members), anyEscaped: anyKeyEscaped)
    }

    private mutating func parseArray(depth: Int) throws(JSONFault) {
        let parent = try open(.array, depth: depth)
        var elements: UInt32 = 0
        skipBlanks()
        if position < count, text[position] == UInt8(ascii: "]") {
            position += 1
            return close(parent, length: 0)
        }
        while true {
            skipBlanks()
            try parseValue(depth: depth)
            elements += 1
            skipBlanks()
            guard position < count else { throw JSONFault(kind: .unexpectedEnd, offset: position) }
            if text[position] == UInt8(ascii: "]") { break }
            try expect(UInt8(ascii: ","))
        }
        position += 1
        close(parent, length: elements)
    }

    private mutating func open(_ kind: JSONKind, depth: Int) throws(JSONFault) -> Int {
        guard depth <= JSONLimits.depth else { throw JSONFault(kind: .tooDeep, offset: position) }
        append(kind, offset: position, length: 0)
        position += 1
        return nodeCount - 1
    }

    private mutating func close(_ parent: Int, length: UInt32) {
        nodes[parent].length = length
        nodes[parent].span = UInt32(truncatingIfNeeded: nodeCount - parent)
    }

    private mutating func parseWord(_ word: StaticString, kind: JSONKind) throws(JSONFault) {
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard position < count else { throw JSONFault(kind: .unexpectedEnd, offset: position) }
            guard text[position] == word.utf8Start[index] else {
                throw JSONFault(kind: .unexpectedByte, offset: position)
            }
            position += 1
        }
        append(kind, offset: start, length: word.utf8CodeUnitCount)
    }

    mutating func append(_ kind: JSONKind, offset: Int, length: Int, hasEscapes: Bool = false) {
        nodes[nodeCount] = JSONNode(
            offset: UInt32(truncatingIfNeeded: offset),
            length: UInt32(truncatingIfNeeded: length),
            span: 1,
            kind: kind,
            hasEscapes: hasEscapes
        )
        nodeCount += 1
    }

    private mutating func expect(_ byte: UInt8) throws(JSONFault) {
        guard position < count else { throw JSONFault(kind: .unexpectedEnd, offset: position) }
        guard text[position] == byte else { throw JSONFault(kind: .unexpectedByte, offset: position) }
        position += 1
    }

    private mutating func skipBlanks() {
        while position < count {
            let byte = text[position]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// RFC 8259, section 8.1: a parser may ignore the mark, and some devices write it.
    private mutating func skipByteOrderMark() {
        if count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { position = 3 }
    }
}
