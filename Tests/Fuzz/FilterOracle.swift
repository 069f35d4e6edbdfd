/// Which topics a filter covers, straight from MQTT 5, section 4.7, for the router to be compared with.
enum FilterOracle {
    static func covers(_ filter: String, _ topic: UnsafeBufferPointer<UInt8>) -> Bool {
        let wanted = filter.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let levels = topic.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        if topic.first == UInt8(ascii: "$"), let first = wanted.first, first.elementsEqual("+".utf8) { return false }
        if topic.first == UInt8(ascii: "$"), let first = wanted.first, first.elementsEqual("#".utf8) { return false }
        return covers(wanted[...], levels[...])
    }

    private static func covers(
        _ wanted: ArraySlice<Substring.UTF8View>,
        _ levels: ArraySlice<UnsafeBufferPointer<UInt8>.SubSequence>
    ) -> Bool {
        guard let first = wanted.first else { return levels.isEmpty }
        // The multi-level wildcard includes the parent level.
        if first.elementsEqual("#".utf8) { return true }
        guard let level = levels.first else { return false }
        guard first.elementsEqual("+".utf8) || first.elementsEqual(level) else { return false }
        return covers(wanted.dropFirst(), levels.dropFirst())
    }
}
