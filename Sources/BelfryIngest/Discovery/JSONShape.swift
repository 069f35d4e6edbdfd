// The shape of documents that were heard: where their values are, and what kind of values.
//
//   {"dev":{"id":"a-7"},"t":1795003200,"gas":[{"no2":31.5},{"no2":33.0}]}
//
//   /dev/id   text      /t   a number      /gas/*/no2   numbers, 31.5 to 33

import BelfryModel

/// Leaves of any number of documents, in the order in which they were first seen.
public struct JSONShape: Sendable, Hashable {
    /// One place that holds values.
    public struct Leaf: Sendable, Hashable {
        /// RFC 6901, with `*` for each element of an array of objects.
        public let pointer: String
        /// The last key that is no index.
        let key: String
        /// The key above it.
        let parent: String
        /// Numbers, and texts that are numbers.
        public internal(set) var numberCount = 0
        public internal(set) var least = Double.infinity
        public internal(set) var greatest = -Double.infinity
        var textCount = 0
        /// Texts that are times.
        var timeCount = 0
        /// The first text.
        var text = ""
    }

    /// Leaves that are looked at; a document with more has no place for a person either.
    static let leafLimit = 256
    /// Elements of an array that are looked at.
    private static let elementLimit = 16

    public private(set) var leaves: [Leaf] = []
    /// Documents seen.
    private(set) var documentCount = 0

    /// The shape of payloads; those that are no JSON are left out.
    init(of payloads: [[UInt8]]) {
        var document = JSONDocument()
        for payload in payloads {
            payload.withUnsafeBytes { bytes in
                guard let root = try? document.parse(bytes) else { return }
                documentCount += 1
                take(root, at: [])
            }
        }
    }

    /// Whether a payload is a JSON object or array.
    static func isDocument(_ payload: [UInt8]) -> Bool {
        var document = JSONDocument()
        return payload.withUnsafeBytes { bytes in
            guard let root = try? document.parse(bytes) else { return false }
            return root.kind == .object || root.kind == .array
        }
    }

    private mutating func take(_ value: JSONValue, at path: [String]) {
        switch value.kind {
        case .object:
            for member in value.members { take(member.value, at: path + [member.key.string ?? ""]) }
        case .array:
            for (index, element) in value.elements.prefix(Self.elementLimit).enumerated() {
                take(element, at: path + [element.kind == .object ? "*" : String(index)])
            }
        case .number, .string: note(value, at: path)
        case .true, .false, .null: break
        }
    }

    private mutating func note(_ value: JSONValue, at path: [String]) {
        let pointer = path.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
        let index: Int
        if let known = leaves.firstIndex(where: { $0.pointer == pointer }) {
            index = known
        } else {
            guard leaves.count < Self.leafLimit else { return }
            let names = path.filter { $0 != "*" && !$0.allSatisfy(\.isNumber) }
            leaves.append(Leaf(pointer: pointer, key: names.last ?? "", parent: names.dropLast().last ?? ""))
            index = leaves.count - 1
        }
        leaves[index].take(value)
    }
}

extension JSONShape.Leaf {
    fileprivate mutating func take(_ value: JSONValue) {
        if case .number(let number) = JSONQuantityValue(value), number.isFinite {
            numberCount += 1
            least = min(least, number)
            greatest = max(greatest, number)
        }
        guard value.kind == .string, let written = value.string else { return }
        if textCount == 0 { text = written }
        textCount += 1
        if Timestamp(rfc3339: written, defaultOffsetSeconds: 0) != nil { timeCount += 1 }
    }

    /// Whether every value is a number.
    var isNumeric: Bool { numberCount > 0 && (textCount == 0 || numberCount >= textCount) && timeCount == 0 }

    /// The array whose elements hold it, `/gas` of `/gas/*/no2`; nil where none does, or more than one level of them.
    var array: String? {
        let parts = pointer.split(separator: "/*", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : nil
    }

    /// The way down from an element of ``array``, or from the document.
    var pointerInElement: String {
        array.map { String(pointer.dropFirst($0.count + 2)) } ?? pointer
    }

    /// Whether a mapping can reach it.
    var isReachable: Bool { !pointerInElement.contains("/*") }
}
