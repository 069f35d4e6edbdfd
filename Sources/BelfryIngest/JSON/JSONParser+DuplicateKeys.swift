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

    private func compareHashes(from first: Int, members: Int) throws(JSONFault) {
        var hashes: [UInt64] = []
        hashes.reserveCapacity(members)
        var key = first
        for _ in 0..<members {
            hashes.append(JSONValue(text: text, node: nodes + key).textHash)
            key += 1 + Int(nodes[key + 1].span)
        }
        hashes.sort()
        for index in 1..<members where hashes[index] == hashes[index - 1] {
            throw JSONFault(kind: .duplicateKey, offset: Int(nodes[first - 1].offset))
        }
    }
}
