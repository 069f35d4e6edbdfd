import BelfryModel
import Glibc
import Testing

@testable import BelfryDaemon

/// `belfry replay --scores`: a score for every row of a table.
@Suite("Anomaly scores of a table")
struct ScoreReplayTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The sheet of a table, and what was told beside it.
    private func scores(of table: String) throws -> (sheet: [String], told: Int) {
        try folder.write(table, to: "table.csv")
        var told = 0
        let replay = try Replay(configuration: .defaults(environment: [:]), scores: "\(folder.path)/scores.csv")
        try replay.run(files: ["\(folder.path)/table.csv"]) { _ in told += 1 }
        var lines = try LineFile("\(folder.path)/scores.csv")
        var sheet: [String] = []
        while let line = try lines.next() { sheet.append(String(decoding: line, as: UTF8.self)) }
        return (sheet, told)
    }

    /// Five minutes apart from noon on.
    private static func time(_ row: Int) -> String {
        let start = Timestamp(seconds: 1_795_003_200).advanced(byNanoseconds: Int64(row) * 300 * Nanoseconds.perSecond)
        return start.rfc3339.dropLast().split(separator: "T").joined(separator: " ")
    }

    @Test("Each row gets its own, a gap none, and the watch for them is not heard")
    func rows() throws {
        var table = "timestamp,value\n"
        for row in 0..<3_000 { table += "\(Self.time(row)),\(row == 2_500 ? 900 : 40 + row * 7 % 5)\n" }
        table += "\(Self.time(3_000)),\n"
        let (sheet, told) = try scores(of: table)
        #expect(sheet.count == 3_002 && sheet[0] == "timestamp,value,anomaly_score")
        #expect(sheet[1] == "\(Self.time(0)),40.0,0.0" && sheet[3_001] == "\(Self.time(3_000)),,0.0")
        let alarms = sheet.indices.filter { $0 > 0 && (Double(sheet[$0].split(separator: ",").last ?? "") ?? 0) >= 0.5 }
        #expect(alarms.contains(2_501) && alarms.count <= 2, "\(alarms)")
        #expect(told == 0)
    }

    @Test("Rows of many series say whose they are")
    func manySeries() throws {
        let (sheet, _) = try scores(of: "timestamp,sensor,quantity,value\n\(Self.time(0)),\"a,1\",speed,50\n")
        #expect(
            sheet == [
                "timestamp,sensor,quantity,value,anomaly_score", "\(Self.time(0)),\"a,1\",speed,50.0,0.0",
            ]
        )
    }

    @Test("A sensor's clock may go back; a file that is not in order is refused")
    func order() throws {
        let back = "timestamp,value\n\(Self.time(0)),1\n\(Self.time(12)),2\n\(Self.time(1)),3\n\(Self.time(13)),4\n"
        #expect(try scores(of: back).sheet.count == 5)
        let mixed = """
            timestamp,sensor,quantity,value
            \(Self.time(0)),a,speed,50
            \(Self.time(9)),a,speed,50
            \(Self.time(0)),b,speed,50

            """
        #expect(throws: FileFault.self) { try scores(of: mixed) }
    }

    @Test("A table that runs backwards is refused, and leaves neither half a sheet nor harms the one before")
    func backwards() throws {
        let rows = (0..<40).map { "\(Self.time($0)),\($0)" }
        let reversed = "timestamp,value\n" + rows.reversed().joined(separator: "\n") + "\n"
        let fault = #expect(throws: FileFault.self) { try scores(of: reversed) }
        #expect(fault?.line == 3 && fault?.reason.contains("sort by time") == true)
        #expect(access("\(folder.path)/scores.csv", F_OK) != 0 && access("\(folder.path)/scores.csv.part", F_OK) != 0)
        let before = try scores(of: "timestamp,value\n" + rows.joined(separator: "\n") + "\n").sheet
        let broken = "timestamp,value\n" + rows.joined(separator: "\n") + "\n12,13,14\n"
        #expect(throws: FileFault.self) { try scores(of: broken) }
        var lines = try LineFile("\(folder.path)/scores.csv")
        var count = 0
        while try lines.next() != nil { count += 1 }
        #expect(count == before.count && count == 41)
        #expect(access("\(folder.path)/scores.csv.part", F_OK) != 0)
    }

    @Test("A clock that was set back is told of")
    func told() throws {
        try folder.write("timestamp,value\n\(Self.time(0)),1\n\(Self.time(12)),2\n\(Self.time(1)),3\n", to: "table.csv")
        let replay = try Replay(configuration: .defaults(environment: [:]))
        let summary = try replay.run(files: ["\(folder.path)/table.csv"]) { _ in }
        #expect(summary.disorder.map(\.line) == [4] && summary.disorder.map(\.rows) == [1])
    }
}
