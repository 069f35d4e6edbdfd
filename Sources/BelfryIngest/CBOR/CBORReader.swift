// CBOR, RFC 8949, item by item and without a tree: what a format needs is read where it stands, the rest is skipped.
//
//   82            array of 2
//   A1 00 61 6E   map of 1: 0 → "n"            9F … FF   array of open length
//   FB 40 …       double                       C4 82 …   tag 4, a decimal fraction

/// A place in bytes of CBOR.
///
/// Unsafe because it points into the payload; used only within the call that holds it, and every read is preceded by a
/// comparison with the end. A container may claim any number of items: each takes a byte at least, so that the bytes
/// bound the work.
struct CBORReader {
    /// Containers and tags within each other; beyond it the item is refused.
    static let depthLimit = 32

    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// Goes behind the head of an item.
    mutating func takeHead() throws(CBORFault) -> CBORHead {
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
        let first = bytes[position]
        let information = first & 0x1F
        // Eight majors for three bits.
        let major = CBORHead.Major(rawValue: first >> 5) ?? .simple
        switch information {
        case 0...23:
            position += 1
            return CBORHead(major: major, information: information, argument: UInt64(information))
        case 24...27:
            let length = 1 << Int(information - 24)
            guard bytes.count - position > length else { throw fault(.unexpectedEnd) }
            var argument: UInt64 = 0
            for index in 1...length { argument = argument << 8 | UInt64(bytes[position + index]) }
            position += 1 + length
            return CBORHead(major: major, information: information, argument: argument)
        case 31:
            switch major {
            case .bytes, .text, .array, .map, .simple: break
            case .unsigned, .negative, .tag: throw fault(.reservedByte)
            }
            position += 1
            return CBORHead(major: major, information: information, argument: 0)
        default: throw fault(.reservedByte)
        }
    }

    /// Goes behind the head of an item whose tags mean nothing here.
    mutating func takeUntaggedHead() throws(CBORFault) -> CBORHead {
        var depth = 0
        while true {
            let head = try takeHead()
            guard head.major == .tag else { return head }
            depth += 1
            guard depth <= Self.depthLimit else { throw fault(.tooDeep) }
        }
    }

    /// Whether a container has a further item; goes behind the break of one whose length is open.
    ///
    /// - Parameter remaining: items left of one whose length is given.
    mutating func hasNext(in container: CBORHead, remaining: inout UInt64) throws(CBORFault) -> Bool {
        guard container.isOpen else {
            guard remaining > 0 else { return false }
            remaining -= 1
            return true
        }
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
        guard bytes[position] == 0xFF else { return true }
        position += 1
        return false
    }

    /// Goes behind the bytes of a string whose head has been taken; of one in chunks, to behind its break.
    ///
    /// - Returns: the string, or its chunks with their heads.
    mutating func takeString(_ head: CBORHead) throws(CBORFault) -> UnsafeBufferPointer<UInt8> {
        guard head.isOpen else { return try takeBytes(of: head) }
        let start = position
        while position < bytes.count, bytes[position] != 0xFF { _ = try takeChunk(of: head.major) }
        let chunks = UnsafeBufferPointer(rebasing: bytes[start..<position])
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
        position += 1
        return chunks
    }

    /// Goes behind one chunk of a string.
    mutating func takeChunk(of major: CBORHead.Major) throws(CBORFault) -> UnsafeBufferPointer<UInt8> {
        let head = try takeHead()
        guard head.major == major, !head.isOpen else { throw fault(.badChunk) }
        return try takeBytes(of: head)
    }

    private mutating func takeBytes(of head: CBORHead) throws(CBORFault) -> UnsafeBufferPointer<UInt8> {
        guard let length = Int(exactly: head.argument), length <= bytes.count - position else {
            throw fault(.unexpectedEnd)
        }
        let taken = UnsafeBufferPointer(rebasing: bytes[position..<position + length])
        // RFC 8949, section 3.2.3: no character is split between chunks.
        guard head.major != .text || UTF8Sequence.isValid(UnsafeRawBufferPointer(taken)) else { throw fault(.notUTF8) }
        position += length
        return taken
    }

    /// A fault at this place.
    func fault(_ kind: CBORFault.Kind) -> CBORFault {
        CBORFault(kind: kind, offset: position)
    }
}
