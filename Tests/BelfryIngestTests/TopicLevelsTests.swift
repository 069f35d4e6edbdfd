import Testing

@testable import BelfryIngest

@Suite struct TopicLevelsTests {
    @Test(arguments: ["a/b/c", "a", "", "/", "a//b", "/a/", "city/north/air/aq-1/no2"])
    func levelsAreThePiecesBetweenSlashes(_ topic: String) {
        let pieces = topic.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        Array(topic.utf8).withUnsafeBufferPointer { bytes in
            let levels = TopicLevels(bytes)
            #expect(levels.count == pieces.count)
            for index in 0...pieces.count {
                let expected = index < pieces.count ? pieces[index] : nil
                #expect(levels[index].map { String(decoding: $0, as: UTF8.self) } == expected)
                let fromEnd = index < pieces.count ? pieces[pieces.count - 1 - index] : nil
                #expect(levels.fromEnd(index).map { String(decoding: $0, as: UTF8.self) } == fromEnd)
            }
        }
    }
}
