import Foundation

/// Official vectors of other people; they lie beside a checkout and are no part of it.
enum SharedData {
    static let vectors = file("vectors.json")

    /// The bytes of a file of vectors, or nil where this machine has none: then the tests that need it are skipped.
    static func file(_ name: String) -> Data? {
        var parent = URL(filePath: #filePath).deletingLastPathComponent()
        while parent.path != "/" {
            parent.deleteLastPathComponent()
            let file = parent.appending(path: "shared/data/\(name)")
            if let data = try? Data(contentsOf: file) { return data }
        }
        print("skipped: there is no \(name) beside the checkout")
        return nil
    }
}
