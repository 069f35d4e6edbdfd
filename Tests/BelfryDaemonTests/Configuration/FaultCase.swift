import Testing

@testable import BelfryDaemon

/// A faulty configuration: `▸` stands where the fault is expected, `fault` is what is said there.
struct FaultCase: Sendable, CustomTestStringConvertible {
    var marked: String
    var fault: String

    init(_ marked: String, _ fault: String) {
        self.marked = marked
        self.fault = fault
    }

    var testDescription: String { fault }

    /// The text without its marker.
    var yaml: String { marked.replacing("▸", with: "") }

    /// Line and column of the marker.
    var place: String {
        let before = marked.prefix { $0 != "▸" }
        let line = before.count { $0 == "\n" } + 1
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        return "\(line):\(column)"
    }
}

/// The faults of loading some files, one text each, without the folder's path.
func faults(of files: [String: String], environment: [String: String] = [:]) throws -> [String] {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    do {
        _ = try folder.load(environment: environment)
        return []
    } catch {
        return error.faults.map { $0.description.replacing("\(folder.path)/", with: "") }
    }
}

/// A broker that is fine, for configurations whose fault lies elsewhere.
let soundBroker = "mqtt: [ { broker: mqtt://127.0.0.1, subscribe: [ { topic: \"a/{sensor}/{quantity}\" } ] } ]\n"

/// Expects one fault, at its place; what else is in `belfry.yaml` is fine.
func expect(_ faulty: FaultCase, besides text: String = "", sourceLocation: SourceLocation = #_sourceLocation) throws {
    let found = try faults(of: ["belfry.yaml": faulty.yaml + "\n" + text])
    #expect(found == ["belfry.yaml:\(faulty.place): \(faulty.fault)"], sourceLocation: sourceLocation)
}
