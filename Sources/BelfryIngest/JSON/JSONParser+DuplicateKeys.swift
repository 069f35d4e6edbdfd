extension JSONParser {
    /// Refuses an object that names a key twice.
    ///
    /// RFC 8259 leaves the meaning of such an object open, and two readers that choose differently would store different
    /// values; so nobody chooses. Few keys are compared pairwise, many by their sorted hashes: O(n log n).
    func refuseDuplicateKeys(of parent: Int, members: Int, anyEscaped: Bool) throws(JSONFault) {
        guard members > 1 else { return }
        if members <= 8, !anyEscaped {
            try comparePairs(from: parent + 1, members: members)
        } else {
            try compareHashes(from: parent + 1, members: members)
        }
    }

    private func comparePairs(from first: Int, members: Int) throws(JSONFault) {
        var later = first
        for rank in 1..<members {
            later += 1 + Int(nodes[later + 1].span)
            var earlier = first
            for _ in 0..<rank {
                if haveSameText(nodes[earlier], nodes[later]) {
                    throw JSONFault(kind: .duplicateKey, offset: Int(nodes[later].offset) - 1)
                }
                earlier += 1 + Int(nodes[earlier + 1].span)
            }
        }
    }

    private func haveSameText(_ left: JSONNode, _ right: JSONNode) -> Bool {
        guard left.length == right.length else { return false }
        for index in 0..<Int(left.length)
        where text[Int(left.offset) + index] != text[Int(right.offset) + index] { return false }
        return true
    }

    /// The hashes lie on the stack, unless there are more than a hundred or so.
    private func compareHashes(from first: Int, members: Int) throws(JSONFault) {
        let hasEqual = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: members) { block in
            var hashes = block
            var key = first
            for index in 0..<members {
                hashes.initializeElement(at: index, to: JSONValue(text: text, node: nodes + key).textHash)
                key += 1 + Int(nodes[key + 1].span)
            }
            hashes.sort()
            return (1..<members).contains { hashes[$0] == hashes[$0 - 1] }
        }
        if hasEqual { throw JSONFault(kind: .duplicateKey, offset: Int(nodes[first - 1].offset)) }
    }
}
