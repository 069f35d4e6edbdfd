import Foundation

/// Official vectors of other people; they lie beside a checkout and are no part of it.
enum SharedData {
    /// The bytes of `vectors.json`, or nil where this machine has none: then the tests that need it are skipped.
    static let vectors: Data? = {
        var parent = URL(filePath: #filePath).deletingLastPathComponent()
        while parent.path != "/" {
            parent.deleteLastPathComponent()
            let file = parent.appending(path: "shared/data/vectors.json")
            if let data = try? Data(contentsOf: file) { return data }
        }
        print("skipped: there are no official vectors beside the checkout")
        return nil
    }()
}
