// SQLite's own shell, as an operator has it beside the daemon.

import BelfryTestSupport
import Foundation

enum Sqlite {
    /// Runs statements and returns what they print, columns separated by tabs.
    @discardableResult
    static func run(_ database: String, _ sql: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/sqlite3")
        process.arguments = ["-batch", "-tabs", database, sql]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BelfryProcess.Failure(reason: "sqlite3 failed: \(sql)") }
        return String(decoding: data, as: UTF8.self)
    }
}

/// A shell that holds a lock until it is told to let go.
final class SqliteLock {
    private let process = Process()
    private let input = Pipe()

    init(_ database: String, _ statement: String = "BEGIN EXCLUSIVE;") throws {
        process.executableURL = URL(filePath: "/usr/bin/sqlite3")
        process.arguments = ["-batch", database]
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let script = ".timeout 5000\n\(statement)\nSELECT 'held';\n"
        try input.fileHandleForWriting.write(contentsOf: Data(script.utf8))
        let answer = output.fileHandleForReading.availableData
        guard String(decoding: answer, as: UTF8.self).contains("held") else {
            throw BelfryProcess.Failure(reason: "sqlite3 did not get its lock")
        }
    }

    deinit { release() }

    func release() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

/// The rejected messages in a database, oldest first.
struct Quarantine {
    struct Row {
        var topic: String
        var reason: String
        var sample: String
    }

    let rows: [Row]

    init(databasePath: String) throws {
        let sql =
            "SELECT json_object('topic', topic, 'reason', reason, 'sample', sample) FROM quarantine ORDER BY number"
        rows = try Sqlite.run(databasePath, sql).split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String] ?? [:]
            return Row(topic: object["topic"] ?? "", reason: object["reason"] ?? "", sample: object["sample"] ?? "")
        }
    }
}
