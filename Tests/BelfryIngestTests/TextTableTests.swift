import Testing

@testable import BelfryIngest

/// A memory that is bounded whatever comes, and never mistakes one text for another.
@Suite struct TextTableTests {
    /// A table whose texts all have one hash, the worst there is.
    private struct Clash {
        var table: TextTable<Int>

        init(limit: Int) { table = TextTable(limit: limit) }

        mutating func insert(_ text: String, _ value: Int) {
            Array(text.utf8).withUnsafeBufferPointer { _ = table.insert($0, hash: 7, value) }
        }

        func value(of text: String) -> Int? {
            Array(text.utf8).withUnsafeBufferPointer { table.find($0, hash: 7, where: { _ in true }) }.map { table[$0] }
        }
    }

    @Test func textsOfOneHashAreToldApart() {
        var clash = Clash(limit: 100)
        for number in 0..<50 { clash.insert("topic/\(number)", number) }
        for number in 0..<50 { #expect(clash.value(of: "topic/\(number)") == number) }
        #expect(clash.value(of: "topic/50") == nil)
        #expect(clash.value(of: "") == nil)
    }

    @Test func beyondItsLimitItStartsAnew() {
        var clash = Clash(limit: 3)
        for number in 0..<4 { clash.insert("\(number)", number) }
        #expect((0..<4).map { clash.value(of: "\($0)") } == [nil, nil, nil, 3])
    }

    @Test func longTextsCountByTheirLength() {
        var clash = Clash(limit: 4)
        let long = String(repeating: "t", count: 300)
        clash.insert("a", 1)
        clash.insert(long, 2)
        #expect(clash.value(of: "a") == 1)
        clash.insert(long + "u", 3)
        #expect(clash.value(of: "a") == nil)
        #expect(clash.value(of: long + "u") == 3)
    }

    @Test func entriesOfOneTextAreToldApartByWhatIsAsked() {
        var table = TextTable<Int>(limit: 10)
        Array("t".utf8).withUnsafeBufferPointer { text in
            for value in 0..<5 { table.insert(text, hash: 1, value) }
            #expect(table.find(text, hash: 1, where: { $0 == 3 }) == 3)
            #expect(table.find(text, hash: 1, where: { $0 == 5 }) == nil)
            #expect(table.isFound(text, at: 4, where: { $0 == 4 }))
            for index in [-1, 3, 5, .max] { #expect(!table.isFound(text, at: index, where: { $0 == 4 })) }
        }
    }
}
