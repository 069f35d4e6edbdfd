import BelfryModel
import Testing

@testable import BelfryDaemon

@Suite("Order of a table's rows")
struct TableOrderTests {
    private static let start = Timestamp(seconds: 1_795_003_200)
    private static let allowed = 30 * Nanoseconds.perSecond

    /// Takes in rows of one series, each so many seconds after the start; every table begins in line 2.
    private static func order(_ seconds: [Int64], series: [Int32] = []) throws -> TableOrder {
        var order = TableOrder(file: "t.csv", latenessNanoseconds: allowed)
        var last = Timestamp.distantPast
        for (row, second) in seconds.enumerated() {
            let time = start.advanced(byNanoseconds: second * Nanoseconds.perSecond)
            let number = SeriesID(series.isEmpty ? 0 : series[row])
            let arrival = try order.arrival(of: time, number, after: last, line: row + 2)
            #expect(arrival == max(time, last))
            last = arrival
        }
        try order.check()
        return order
    }

    @Test("Rows that are late by less than is allowed are fine, also those of another sensor")
    func late() throws {
        #expect(try Self.order([0, 60, 50, 120, 100, 180]).disorder == nil)
        #expect(try Self.order([0, 60, 40, 120], series: [0, 0, 1, 1]).disorder == nil)
    }

    @Test("A clock that was set back is taken, and told with its place")
    func setBack() throws {
        let seconds =
            Array(stride(from: Int64(0), to: 7_200, by: 300)) + Array(stride(from: Int64(3_600), to: 9_000, by: 300))
        let disorder = try #require(try Self.order(seconds).disorder)
        #expect(disorder.line == 26 && disorder.rows == 11)
        #expect(disorder.time == Self.start.advanced(byNanoseconds: 3_600 * Nanoseconds.perSecond))
    }

    @Test("An hour that comes twice, with a sensor that speaks once an hour")
    func repeatedHour() throws {
        let fast = Array(stride(from: Int64(0), through: 6_900, by: 300))
        let seconds = [0, 3_600] + fast + [3_600] + Array(stride(from: Int64(3_600), to: 9_000, by: 300))
        var rows = zip(seconds, [1, 1] + fast.map { _ in Int32(0) } + [1] + Array(repeating: Int32(0), count: 18))
            .map { ($0, $1) }
        rows[0...(fast.count + 1)].sort { $0.0 < $1.0 }
        let order = try Self.order(rows.map(\.0), series: rows.map(\.1))
        #expect(order.disorder != nil)
    }

    @Test("A table that runs backwards is refused where it begins to, and one in no order at its end")
    func backwards() throws {
        let reversed = #expect(throws: FileFault.self) { try Self.order([900, 600, 300, 0]) }
        #expect(reversed?.line == 3 && reversed?.reason.contains("sort by time") == true)
        // Three rows are within what is allowed, so the fourth is the first that is too old.
        let fine = #expect(throws: FileFault.self) { try Self.order((0..<20).map { 1_000 - $0 * 10 }) }
        #expect(fine?.line == 6)
        let mixed = #expect(throws: FileFault.self) { try Self.order([0, 900, 300, 1_200, 600, 1_500, 100]) }
        #expect(mixed?.line == 4 && mixed?.reason.contains("3 of 7 rows") == true)
        let others = #expect(throws: FileFault.self) { try Self.order([0, 300, 0], series: [0, 0, 1]) }
        #expect(others?.line == 4)
    }
}
